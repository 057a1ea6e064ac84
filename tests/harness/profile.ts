import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file of a browser profile that holds one of these texts, with the name of the text. */
export async function searchProfile(profile: string, texts: Record<string, Buffer>): Promise<string[]> {
  const found: string[] = [];
  for (const file of await readdir(profile, { recursive: true })) {
    // The browser goes on working meanwhile: a file may be gone, or be a socket or a folder.
    const content = await readIfFile(join(profile, file));
    for (const [name, text] of Object.entries(texts))
      if (content?.includes(text)) found.push(`${name}: ${file}`);
  }
  return found;
}

/** A secret in every form in which it may lie on a disk or pass through a page. */
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
