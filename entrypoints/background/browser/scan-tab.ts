import { browser } from 'wxt/browser';
import { findReferencesInAddress, rankReferences } from '../../../lib/detection/references.ts';
import { isSamePage } from '../../../lib/detection/same-page.ts';
import { maxScanMs, tookTooLong } from '../../../lib/detection/scan-limit.ts';
import type { Input, PageReading } from '../../../lib/messaging/contract.ts';
import type { OpenedFor } from '../../../lib/model/opened-for.ts';
import { type Reference, referencesSchema } from '../../../lib/model/reference.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { addressOf } from './tab-address.ts';

type Script = '/read-page.js' | '/read-whole-page.js';

/** Returns what the editor would find on a tab's page, without changing anything, not even the toolbar button. */
export async function inspectPage({ tabId }: Input<'page.inspect'>): Promise<Result<PageReading>> {
  return success(await readPage(tabId));
}

/** Reads the references in a tab's page: those that are quick to find, or if there are none, any in the whole page. */
export async function readPage(tabId: number): Promise<PageReading> {
  return readRestOf(tabId, await lookAtPage(tabId));
}

/** Reads the references that are quick to find; only those in the address if no script may run in the page. */
export function lookAtPage(tabId: number): Promise<PageReading> {
  return read(tabId, '/read-page.js');
}

/** Reads the whole page if the first look found nothing; calls `onLookingCloser` before. */
export async function readRestOf(
  tabId: number,
  first: PageReading,
  onLookingCloser = () => {},
): Promise<PageReading> {
  if (first.references.length > 0 || first.isGivenUp) return first;
  onLookingCloser();
  return read(tabId, '/read-whole-page.js');
}

async function read(tabId: number, script: Script): Promise<PageReading> {
  const [address, scanned] = await Promise.all([addressOf(tabId), scanTab(tabId, script)]);
  const references = rankReferences([...findReferencesInAddress(address), ...(scanned ?? [])]);
  return { address, references, isGivenUp: scanned === null };
}

/** Reports whether a tab still shows the page a deal was opened for; a closed or unreadable tab counts as yes. */
export async function isStillOpenedFor({ tabId, address, reference }: OpenedFor): Promise<boolean> {
  const now = await addressOf(tabId);
  return now === '' || address === '' || isSamePage(reference, address, now);
}

// Returns null if the page does not answer in time: what was found until then could be the wrong one of several.
async function scanTab(tabId: number, script: Script): Promise<Reference[] | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    // The browser skips frames of hosts without permission.
    const scanning = browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      files: [script],
      // Injected at once, or a frame that never loads would block the answer.
      injectImmediately: true,
    });
    const timeout = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), maxScanMs);
    });
    const frames = await Promise.race([scanning, timeout]);
    if (!frames || frames.some(({ result }) => result === tookTooLong)) return null;
    return frames.flatMap(({ frameId, result }) => {
      const references = referencesSchema.safeParse(result).data ?? [];
      return frameId === 0 ? references : references.map(asContent);
    });
  } catch {
    // No script may run in the browser's own pages, in the web store or without permission.
    return [];
  } finally {
    clearTimeout(timer);
  }
}

// Treats a frame's address as content, because it does not say what the page is about.
function asContent(reference: Reference): Reference {
  return reference.foundIn === 'address' ? { ...reference, foundIn: 'link' } : reference;
}
