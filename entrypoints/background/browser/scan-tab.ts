import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import type { PageScan } from '../../../lib/detection/read-when-parsed.ts';
import { findReferencesInAddress, maxReferences, rankReferences } from '../../../lib/detection/references.ts';
import { isSamePage } from '../../../lib/detection/same-page.ts';
import { maxScanMs, notReadable, tookTooLong } from '../../../lib/detection/scan-limit.ts';
import type { Input, PageReading, Unread } from '../../../lib/messaging/contract.ts';
import type { OpenedFor } from '../../../lib/model/opened-for.ts';
import { mailAddressesSchema } from '../../../lib/model/page-people.ts';
import { type Reference, referencesSchema } from '../../../lib/model/reference.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { addressOf } from './tab-address.ts';

const pageScanSchema = z.object({ references: referencesSchema, people: mailAddressesSchema });

type Script = '/read-page.js' | '/read-whole-page.js';

/** Returns what the editor would find on a tab's page, without changing anything, not even the toolbar button. */
export async function inspectPage({ tabId }: Input<'page.inspect'>): Promise<Result<PageReading>> {
  return success(await readPage(tabId));
}

/** Reads the references in a tab's page: those that are quick to find, or if there are none, any in the whole page. */
export async function readPage(tabId: number): Promise<PageReading> {
  return readRestOf(tabId, await lookAtPage(tabId));
}

/** Reads what a tab's address names, and nothing of its page. */
export async function readAddress(tabId: number): Promise<PageReading> {
  const address = await addressOf(tabId);
  return { address, references: findReferencesInAddress(address), people: [], unread: null };
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
  if (first.references.length > 0 || first.unread) return first;
  onLookingCloser();
  return read(tabId, '/read-whole-page.js');
}

async function read(tabId: number, script: Script): Promise<PageReading> {
  const [address, scanned] = await Promise.all([addressOf(tabId), scanTab(tabId, script)]);
  const isUnread = typeof scanned === 'string';
  const found = isUnread ? nothing : scanned;
  const references = rankReferences([...findReferencesInAddress(address), ...found.references]);
  // Outside of the web, the browser may give another reason.
  const isOutside = scanned === 'not-permitted' && /^(?!https?:)./.test(address);
  return {
    address,
    references,
    people: found.people,
    unread: isOutside ? 'unreadable' : isUnread ? scanned : null,
  };
}

/**
 * Returns why a deal should not be saved for the page it was opened for: the tab shows another page, or the page's content no
 * longer names what led to the deal. A closed or unreadable tab is no reason, unless the deal was found by a mail address,
 * which has to be there.
 */
export async function findMismatch(openedFor: OpenedFor): Promise<'moved-on' | 'not-on-page' | undefined> {
  const { tabId, address, reference, person, isConfirmed } = openedFor;
  const now = await addressOf(tabId);
  if (!(now === '' || address === '' || isSamePage(reference, address, now))) return 'moved-on';
  if (person?.includes('@'))
    return (await read(tabId, '/read-whole-page.js')).people.includes(person) ? undefined : 'moved-on';
  const isOfContent = reference.foundIn !== 'address' && person === undefined;
  return !isOfContent || isConfirmed || (await isNamed(reference, tabId)) ? undefined : 'not-on-page';
}

// Counts as named if not all of the page could be read, or if it names more than can be listed.
async function isNamed({ id }: Reference, tabId: number): Promise<boolean> {
  for (const script of ['/read-page.js', '/read-whole-page.js'] as const) {
    const scanned = await scanTab(tabId, script);
    if (typeof scanned === 'string') return true;
    const { references } = scanned;
    if (references.length >= maxReferences || references.some((each) => each.id === id)) return true;
  }
  return false;
}

const nothing: PageScan = { references: [], people: [] };

// Returns no part of a page that does not answer in time: it could be the wrong one of several.
async function scanTab(tabId: number, script: Script): Promise<PageScan | Unread> {
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
    if (!frames || frames.some(({ result }) => result === tookTooLong)) return 'too-slow';
    if (frames.some(({ frameId, result }) => frameId === 0 && result === notReadable)) return 'unreadable';
    const scans = frames.map(({ frameId, result }) => {
      const { references, people } = pageScanSchema.safeParse(result).data ?? nothing;
      return { people, references: frameId === 0 ? references : references.map(asContent) };
    });
    return {
      references: scans.flatMap(({ references }) => references),
      people: [...new Set(scans.flatMap(({ people }) => people))],
    };
  } catch (error) {
    // Chrome has a message of its own for its pages, the web store and error pages.
    return /Cannot access a|cannot be scripted|error page/i.test(String(error))
      ? 'unreadable'
      : 'not-permitted';
  } finally {
    clearTimeout(timer);
  }
}

// Treats a frame's address as content, because it does not say what the page is about.
function asContent(reference: Reference): Reference {
  return reference.foundIn === 'address' ? { ...reference, foundIn: 'link' } : reference;
}
