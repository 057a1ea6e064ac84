import { appendFile, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFolder } from './root.ts';

// On every message the worker leaks a stored key: in a message to the extension's pages, in one to the requesting
// content script, and in another stored item.
const leakFromWorker = `
chrome.runtime.onMessage.addListener((_message, { tab }) => void chrome.storage.local.get(null).then((all) => {
  const leak = Object.entries(all).flatMap(([name, value]) => (name.startsWith('key:') ? [JSON.stringify(value)] : []))[0];
  if (leak === undefined) return;
  chrome.storage.session.set({ leak });
  chrome.runtime.sendMessage({ leak }).catch(() => {});
  if (tab !== undefined) chrome.tabs.sendMessage(tab.id, { leak }).catch(() => {});
}));`;

// The receivers of the leak spread it further.
const spread = `
chrome.runtime.onMessage.addListener(({ leak }) => {
  if (leak === undefined) return;
  console.log(leak);
  document.body.dataset.leak = leak;
  postMessage(leak);
});`;

/**
 * Copies the production build to a folder and makes the copy leak the key from the worker. A search that finds no key
 * in the production build must find it everywhere here.
 */
export async function makeLeakyBuild(folder: string): Promise<void> {
  await cp(buildFolder, folder, { recursive: true });
  await appendFile(join(folder, 'background.js'), leakFromWorker);
  await appendFile(join(folder, 'content-scripts', 'close.js'), spread);
  await writeFile(join(folder, 'spread.js'), spread);
  for (const file of await readdir(folder)) {
    if (!file.endsWith('.html')) continue;
    const page = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), page.replace('</head>', '<script src="/spread.js"></script></head>'));
  }
}
