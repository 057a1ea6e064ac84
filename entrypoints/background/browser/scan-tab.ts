import { browser } from 'wxt/browser';
import { findReferencesInAddress, rankReferences } from '../../../lib/detection/references.ts';
import { isSamePage } from '../../../lib/detection/same-page.ts';
import type { EditorOpening, Input, PageReading } from '../../../lib/messaging/contract.ts';
import type { OpenedFor } from '../../../lib/model/opened-for.ts';
import { type Reference, referencesSchema } from '../../../lib/model/reference.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { connections } from '../../../lib/storage/items.ts';
import { showCount } from './badge.ts';
import { readIntent } from './intents.ts';
import { addressOf } from './tab-address.ts';

type Script = '/read-page.js' | '/read-whole-page.js';

/** What the page of a tab is about right now, and what a menu click asked for there. No request to Close. */
export async function openEditor({ tabId }: Input<'editor.open'>): Promise<Result<EditorOpening>> {
  const [page, [connection = null], asked] = await Promise.all([
    readPage(tabId, '/read-page.js'),
    connections.read(),
    readIntent(tabId),
  ]);
  // The button may say so a moment later than the editor.
  void showCount(tabId, page.references);
  return success({ connection, ...page, intent: asked });
}

/** What opening the editor would find on a tab's page. Changes nothing, not even what the toolbar button shows. */
export async function inspectPage({ tabId }: Input<'page.inspect'>): Promise<Result<PageReading>> {
  return success(await readPage(tabId, '/read-page.js'));
}

/** All that a tab's page names, in whatever place, which its toolbar button shows from now on. */
export async function readWholePage(tabId: number): Promise<PageReading> {
  const page = await readPage(tabId, '/read-whole-page.js');
  await showCount(tabId, page.references);
  return page;
}

// The references of a tab's page, read at this moment; the address alone where no script may run.
async function readPage(tabId: number, script: Script): Promise<PageReading> {
  const [address, scanned] = await Promise.all([addressOf(tabId), scanTab(tabId, script)]);
  return { address, references: rankReferences([...findReferencesInAddress(address), ...scanned]) };
}

/** Whether the tab still shows what a deal was opened for; a closed tab shows nothing that could contradict. */
export async function isStillOpenedFor({ tabId, address, reference }: OpenedFor): Promise<boolean> {
  const now = await addressOf(tabId);
  return now === '' || address === '' || isSamePage(reference, address, now);
}

async function scanTab(tabId: number, script: Script): Promise<Reference[]> {
  try {
    // The browser leaves out frames of hosts that were not granted.
    const frames = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      files: [script],
      // Or a frame that never loads would be waited for.
      injectImmediately: true,
    });
    return frames.flatMap(({ frameId, result }) => {
      const references = referencesSchema.safeParse(result).data ?? [];
      return frameId === 0 ? references : references.map(asContent);
    });
  } catch {
    // The browser's own pages, the store and pages without permission take no script.
    return [];
  }
}

// The address of a frame is a part of the page, and not what the page is about.
function asContent(reference: Reference): Reference {
  return reference.foundIn === 'address' ? { ...reference, foundIn: 'link' } : reference;
}
