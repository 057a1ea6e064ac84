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

it('goes nowhere by itself, and talks past no policy', async () => {
  for (const { file, text } of await texts()) {
    // A policy of the browser holds back neither a page that leaves nor WebRTC, so nothing here may do either.
    expect(text, file).not.toMatch(
      /\bRTCPeerConnection\b|\bWebTransport\b|\bwindow\.open\b|\blocation\.(?:assign|replace)\b|\.submit\(/,
    );
    expect(text, file).not.toMatch(/\blocation(?:\.href)?\s*=(?!=)/);
    expect(text, file).not.toMatch(/\bsendBeacon\b|\bnew WebSocket\b|\bnew EventSource\b|\bXMLHttpRequest\b/);
  }
});

it('writes no markup but where Preact could be told to, which nobody does', async () => {
  for (const { file, text } of await texts()) {
    expect(text, file).not.toMatch(
      /\b(?:outerHTML|insertAdjacentHTML|setHTMLUnsafe)\b|\.innerHTML\s*\+?=[^=]*["'`]/,
    );
    // The library itself looks for it; a component that used it would be one more.
    expect(text.match(/\bdangerouslySetInnerHTML\b/g)?.length ?? 0, file).toBeLessThanOrEqual(3);
  }
});

it('asks for what docs/permissions.md explains, and for nothing else', async () => {
  const manifest = JSON.parse(await readFile(join(build, 'manifest.json'), 'utf8'));
  const explained = Array.from(
    (await readFile('docs/permissions.md', 'utf8')).matchAll(/^### `(.+)`$/gm),
    ([, name]) => name,
  );
  const {
    permissions,
    host_permissions,
    optional_permissions = [],
    optional_host_permissions = [],
  } = manifest;
  expect(explained).toEqual([
    ...permissions,
    ...host_permissions,
    ...optional_permissions,
    ...optional_host_permissions,
  ]);
});

it('loads no script or style from elsewhere', async () => {
  for (const { file, text } of await texts()) {
    if (!file.endsWith('.html')) continue;
    for (const [, address = ''] of text.matchAll(/\s(?:src|href)="([^"]+)"/g)) {
      expect(address, file).toMatch(/^\/(chunks|assets)\//);
    }
  }
});
