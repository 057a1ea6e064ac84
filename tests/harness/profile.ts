import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Finds the files of a browser profile that contain one of these texts. Returns names of text and file. */
export async function searchProfile(profile: string, texts: Record<string, Buffer>): Promise<string[]> {
  const found: string[] = [];
  for (const file of await readdir(profile, { recursive: true })) {
    // A file may be deleted by the running browser, or be a socket or a folder.
    const content = await readIfFile(join(profile, file));
    for (const [name, text] of Object.entries(texts))
      if (content?.includes(text)) found.push(`${name}: ${file}`);
  }
  return found;
}

/** Returns every form in which a secret may be stored on a disk or appear in a page. */
export function formsOf(secret: string): Record<string, Buffer> {
  const basic = Buffer.from(`${secret}:`).toString('base64');
  // The last character of base64 depends on what follows the secret.
  const base64 = Buffer.from(secret).toString('base64').replace(/.=*$/, '');
  return {
    raw: Buffer.from(secret),
    'UTF-16': Buffer.from(secret, 'utf16le'),
    base64: Buffer.from(base64),
    Basic: Buffer.from(basic),
    'Basic in UTF-16': Buffer.from(basic, 'utf16le'),
  };
}

async function readIfFile(path: string): Promise<Buffer | undefined> {
  try {
    return (await stat(path)).isFile() ? await readFile(path) : undefined;
  } catch {
    return undefined;
  }
}
