import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// What the store would get. Links to documentation that libraries keep in their messages are listed by name.
const build = '.output/chrome-mv3';
const hosts = new Set(['api.close.com', 'app.close.com']);
const mentioned = new Set(['github.com', 'wxt.dev', 'www.w3.org']);

async function texts(): Promise<{ file: string; text: string }[]> {
  const files = await readdir(build, { recursive: true });
  const readable = files.filter((file) => /\.(js|html|css|json)$/.test(file));
  return Promise.all(
    readable.map(async (file) => ({ file, text: await readFile(join(build, file), 'utf8') })),
  );
}

it('names no host but those of Close', async () => {
  const all = await texts();
  expect(all.length).toBeGreaterThan(8);
  for (const { file, text } of all) {
    for (const [, host = ''] of text.matchAll(/\b(?:https?|wss?):\/\/([\w-]+(?:\.[\w-]+)+)/g)) {
      expect(hosts.has(host) || mentioned.has(host), `${file} names ${host}`).toBe(true);
    }
  }
});

it('makes no code from text', async () => {
  for (const { file, text } of await texts()) {
    expect(text, file).not.toMatch(/\beval\s*\(|\bnew Function\b|\bimportScripts\s*\(|\bdocument\.write\b/);
  }
});

it('loads no script or style from elsewhere', async () => {
  for (const { file, text } of await texts()) {
    if (!file.endsWith('.html')) continue;
    for (const [, address = ''] of text.matchAll(/\s(?:src|href)="([^"]+)"/g)) {
      expect(address, file).toMatch(/^\/(chunks|assets)\//);
    }
  }
});
