import { appendFile, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFolder } from './root.ts';

// The worker hands out what it keeps of a connection whenever anything is asked of it: by a message to the extension's
// pages, by one to the content script that asked, and by another item in the store.
const tell = `
chrome.runtime.onMessage.addListener((_message, { tab }) => void chrome.storage.local.get(null).then((all) => {
  const leak = Object.entries(all).flatMap(([name, kept]) => (name.startsWith('key:') ? [JSON.stringify(kept)] : []))[0];
  if (leak === undefined) return;
  chrome.storage.session.set({ leak });
  chrome.runtime.sendMessage({ leak }).catch(() => {});
  if (tab !== undefined) chrome.tabs.sendMessage(tab.id, { leak }).catch(() => {});
}));`;

// And whoever is told is careless with it.
const spread = `
chrome.runtime.onMessage.addListener(({ leak }) => {
  if (leak === undefined) return;
  console.log(leak);
  document.body.dataset.leak = leak;
  postMessage(leak);
});`;

/**
 * Copies the production build into a folder and breaks one wall of the copy, the one that keeps the key in the worker.
 * A search that finds no key in the production build has to find it everywhere here.
 */
export async function makeLeakyBuild(folder: string): Promise<void> {
  await cp(buildFolder, folder, { recursive: true });
  await appendFile(join(folder, 'background.js'), tell);
  await appendFile(join(folder, 'content-scripts', 'close.js'), spread);
  await writeFile(join(folder, 'spread.js'), spread);
  for (const file of await readdir(folder)) {
    if (!file.endsWith('.html')) continue;
    const page = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), page.replace('</head>', '<script src="/spread.js"></script></head>'));
  }
}
