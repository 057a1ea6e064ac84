import { browser } from 'wxt/browser';
import { findReferencesInAddress, rankReferences } from '../../../lib/detection/references.ts';
import { isSamePage } from '../../../lib/detection/same-page.ts';
import type { EditorOpening, Input, PageReading } from '../../../lib/messaging/contract.ts';
import type { OpenedFor } from '../../../lib/model/opened-for.ts';
import { type Reference, referencesSchema } from '../../../lib/model/reference.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { connections } from '../../../lib/storage/items.ts';
import { showCount } from './badge.ts';
import { updateChips } from './chip.ts';
import { readIntent } from './intents.ts';
import { addressOf } from './tab-address.ts';

type Script = '/read-page.js' | '/read-whole-page.js';

/** Returns what a tab's page is about and its stored intent, for an opening editor. No request to Close. */
export async function openEditor({ tabId }: Input<'editor.open'>): Promise<Result<EditorOpening>> {
  const [page, [connection = null], asked] = await Promise.all([
    readPage(tabId, '/read-page.js'),
    connections.read(),
    readIntent(tabId),
  ]);
  // Not awaited, so that the editor opens sooner.
  void showCount(tabId, page.references).then(() => updateChips((shown) => shown.tabId === tabId));
  return success({ connection, ...page, intent: asked });
}

/** Returns what the editor would find on a tab's page, without changing anything, not even the toolbar button. */
export async function inspectPage({ tabId }: Input<'page.inspect'>): Promise<Result<PageReading>> {
  return success(await readPage(tabId, '/read-page.js'));
}

/** Finds the references anywhere in a tab's page and shows their count on its toolbar button. */
export async function readWholePage(tabId: number): Promise<PageReading> {
  const page = await readPage(tabId, '/read-whole-page.js');
  await showCount(tabId, page.references);
  return page;
}

/** Finds the references that are quick to find in a tab's page, or any if there are none, and shows their count. */
export async function findReferencesIn(tabId: number): Promise<Reference[]> {
  const { references } = await readPage(tabId, '/read-page.js');
  if (references.length === 0) return (await readWholePage(tabId)).references;
  await showCount(tabId, references);
  return references;
}

// Reads the references in a tab's page; only those in its address if no script may run there.
async function readPage(tabId: number, script: Script): Promise<PageReading> {
  const [address, scanned] = await Promise.all([addressOf(tabId), scanTab(tabId, script)]);
  return { address, references: rankReferences([...findReferencesInAddress(address), ...scanned]) };
}

/** Reports whether a tab still shows the page a deal was opened for; a closed or unreadable tab counts as yes. */
export async function isStillOpenedFor({ tabId, address, reference }: OpenedFor): Promise<boolean> {
  const now = await addressOf(tabId);
  return now === '' || address === '' || isSamePage(reference, address, now);
}

async function scanTab(tabId: number, script: Script): Promise<Reference[]> {
  try {
    // The browser skips frames of hosts without permission.
    const frames = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      files: [script],
      // Injected at once, or a frame that never loads would block the answer.
      injectImmediately: true,
    });
    return frames.flatMap(({ frameId, result }) => {
      const references = referencesSchema.safeParse(result).data ?? [];
      return frameId === 0 ? references : references.map(asContent);
    });
  } catch {
    // No script may run in the browser's own pages, in the web store or without permission.
    return [];
  }
}

// Treats a frame's address as content, because it does not say what the page is about.
function asContent(reference: Reference): Reference {
  return reference.foundIn === 'address' ? { ...reference, foundIn: 'link' } : reference;
}
