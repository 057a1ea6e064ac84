import * as z from 'zod/mini';

/** In the origin's private file system, because the browser deletes a file there for good, unlike a stored value. */
const fileName = 'store-copy.json';

const copySchema = z.record(z.string(), z.unknown());

/** Writes a copy of stored things: it is complete when this resolves, and not there at all before. */
export async function writeStoreCopy(things: Record<string, unknown>): Promise<void> {
  const folder = await navigator.storage.getDirectory();
  const file = await folder.getFileHandle(fileName, { create: true });
  // What is written takes its place in the file only when it is closed.
  const stream = await file.createWritable();
  await stream.write(JSON.stringify(things));
  await stream.close();
}

/** Reads the copy; null where there is none. Throws where there is one that the browser does not let be read. */
export async function readStoreCopy(): Promise<Record<string, unknown> | null> {
  const file = await findFile();
  if (!file) return null;
  const content = await (await file.getFile()).text();
  // A worker that was killed while it wrote the copy leaves an empty file.
  return content === '' ? null : copySchema.parse(JSON.parse(content));
}

/** Deletes the copy, where there is one. */
export async function removeStoreCopy(): Promise<void> {
  if (await findFile()) await (await navigator.storage.getDirectory()).removeEntry(fileName);
}

// Without a file system there is no copy either: nothing is removed where none could be written.
async function findFile(): Promise<FileSystemFileHandle | null> {
  try {
    return await (await navigator.storage.getDirectory()).getFileHandle(fileName);
  } catch {
    return null;
  }
}
