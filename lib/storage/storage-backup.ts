import * as z from 'zod/mini';

/** Lies in the origin's private file system, because the browser really deletes files there, unlike stored values. */
const fileName = 'storage-backup.json';

const copySchema = z.record(z.string(), z.unknown());

/** Writes a copy of the store; the file has its content only after this resolves. */
export async function writeStorageBackup(things: Record<string, unknown>): Promise<void> {
  const folder = await navigator.storage.getDirectory();
  const file = await folder.getFileHandle(fileName, { create: true });
  // The file gets the written content only on close.
  const stream = await file.createWritable();
  await stream.write(JSON.stringify(things));
  await stream.close();
}

/** Reads the copy; null if there is none. Throws if the browser cannot read it. */
export async function readStorageBackup(): Promise<Record<string, unknown> | null> {
  const file = await findFile();
  if (!file) return null;
  const content = await (await file.getFile()).text();
  // A worker that was killed while it wrote the copy leaves an empty file.
  return content === '' ? null : copySchema.parse(JSON.parse(content));
}

/** Deletes the copy if there is one. */
export async function removeStorageBackup(): Promise<void> {
  if (await findFile()) await (await navigator.storage.getDirectory()).removeEntry(fileName);
}

// Treats a missing file system as no copy, because none could have been written.
async function findFile(): Promise<FileSystemFileHandle | null> {
  try {
    return await (await navigator.storage.getDirectory()).getFileHandle(fileName);
  } catch {
    return null;
  }
}
