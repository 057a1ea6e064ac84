import { browser } from 'wxt/browser';
import type { Vault } from '../model/credential.ts';
import type { DealView } from '../model/deal-view.ts';
import type { OpenedFor } from '../model/opened-for.ts';

// Separate from the other stored items, so that the popup starts fast. Uses session storage only, because data of a deal
// must not be written to disk. Records are not parsed: the browser empties session storage when the extension is updated,
// so only this code can have written them, and zod would make the popup a quarter larger.

/** A cached deal of a tab, shown there until the page and Close have been read again. */
export type RememberedDeal = {
  view: DealView;
  /** The page it was opened for, whose address contains the deal or its lead. */
  page: OpenedFor;
  /** Whether its lead has other deals, which the user can go back to. */
  isOneOfSeveral: boolean;
};

/** The deal cache of one tab. */
export type DealMemory = {
  /** The tab's cached deal; null if there is none or it is outdated. */
  remembered: RememberedDeal | null;
  remember(deal: RememberedDeal): Promise<void>;
  forget(): Promise<void>;
};

type DealRecord = RememberedDeal & { at: number; ground: string };

const rememberedForMs = 15 * 60_000;
const maxTabs = 5;
/** Limits the read, because broken storage takes seconds to fail and the popup can start without the cache. */
const readTimeoutMs = 200;
const prefix = 'deal:';

/** Stored items that affect how a deal is shown. If one has changed, the cache is outdated. */
const groundNames = ['connections', 'key-storage', 'preferences', 'pins', 'quick-actions'] as const;
/** Stored items that may contain pending edits of a deal; such a deal is not shown from the cache. */
const waitingNames = ['drafts', 'outbox'] as const;

/** Caches a deal without draft, pending save and tip, because they may have ended before it is shown again. */
const nothingBegun = { draft: null, isDraftDamaged: false, pending: null, isTipDue: false };

/** The browser data of a tab that the popup needs to show its cached deal. */
export type Reading = {
  /** `address` is "" if it cannot be read. */
  tab: { tabId: number; address: string };
  /** Epoch milliseconds. */
  at: number;
  record: DealRecord | undefined;
  /** The deals on which Close's advice is stored, with when it last changed or was put off, in epoch milliseconds. */
  advised: readonly { id: string; changedAt: number }[];
  /** Stored items of the device; empty without a cached deal. */
  device: Record<string, unknown>;
  sessionNames: readonly string[];
};

/** Reads the data for the tab with this id or the active one; never throws. */
export async function readMemory(givenTabId: number | null): Promise<Reading> {
  const { session } = browser.storage;
  const at = Date.now();
  const [tab, sessionNames] = await Promise.all([
    findTab(givenTabId),
    session.getKeys().catch((): string[] => []),
  ]);
  const name = `${prefix}${tab.tabId}` as const;
  // Skips the read without a cached deal, because each read of broken storage delays the background too.
  if (!sessionNames.includes(name))
    return { tab, at, record: undefined, advised: [], device: {}, sessionNames };
  const [{ [name]: record, advice: advised = [] }, device] = await Promise.all([
    session.get<SessionItems>([name, 'advice']).catch((): SessionItems => ({})),
    Promise.race([readDevice().catch(nothingRead), nothingInTime()]),
  ]);
  return { tab, at, record, advised, device, sessionNames };
}

type SessionItems = { [name: `${typeof prefix}${number}`]: DealRecord; advice?: Reading['advised'] };

const nothingRead = (): Record<string, unknown> => ({});

function nothingInTime(): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({}), readTimeoutMs);
  });
}

function readDevice(): Promise<Record<string, unknown>> {
  return browser.storage.local.get([...groundNames, ...waitingNames]);
}

function groundOf(device: Record<string, unknown>): string {
  return JSON.stringify(groundNames.map((each) => device[each]));
}

async function findTab(givenTabId: number | null): Promise<Reading['tab']> {
  const { tabs } = browser;
  const tab =
    givenTabId === null
      ? (await tabs.query({ active: true, currentWindow: true }))[0]
      : await tabs.get(givenTabId).catch(() => undefined);
  return { tabId: tab?.id ?? givenTabId ?? tabs.TAB_ID_NONE, address: tab?.url ?? '' };
}

/** Opens the deal cache of a tab with the data read when the popup started. */
export function openMemory({ tab, at, device, record, advised, sessionNames }: Reading): DealMemory {
  const { tabId, address } = tab;
  const { session } = browser.storage;
  const name = prefix + tabId;
  // Taken when the deal is first read, because later changes are not in the shown deal.
  let ground = device.connections === undefined ? undefined : Promise.resolve(groundOf(device));

  function isUsable(record: DealRecord): boolean {
    const { page, view } = record;
    const age = at - record.at;
    const isOfPage = address !== '' && page.address === address && page.tabId === tabId;
    const isAsBefore =
      record.ground === groundOf(device) &&
      age >= 0 &&
      age < Math.min(rememberedForMs, openFor(device, sessionNames));
    const { id } = view.opportunity;
    const isAdvisedSince = advised.some((each) => each.id === id && each.changedAt > record.at);
    const waits = id in Object(device.drafts) || Object(device.outbox).length > 0;
    // Ignores the cache after a menu click, because its intent may open another deal.
    return isOfPage && isAsBefore && !isAdvisedSince && !waits && !sessionNames.includes(`intent:${tabId}`);
  }

  return {
    remembered: record && isUsable(record) ? record : null,
    async remember({ view, ...deal }) {
      if (openFor(await readDevice(), await session.getKeys()) === 0) return;
      ground ??= readDevice().then(groundOf);
      // Uses the time of the popup start, which is before the deal was read.
      const record: DealRecord = { ...deal, view: { ...view, ...nothingBegun }, at, ground: await ground };
      await session.set({ [name]: record });
      const others = (await session.getKeys()).filter((each) => each.startsWith(prefix) && each !== name);
      // Removes the oldest tabs first, because newer tabs have higher ids.
      await session.remove(others.toSorted(byTab).slice(0, 1 - maxTabs));
    },
    forget: () => session.remove(name),
  };
}

// Returns how long the vault stays open at least, in milliseconds; 0 if it is locked.
function openFor(
  { 'key-storage': chosen }: Record<string, unknown>,
  sessionNames: readonly string[],
): number {
  if (typeof chosen !== 'object') return rememberedForMs;
  const idleMinutes = (chosen as Vault | null)?.idleMinutes ?? 0;
  return sessionNames.includes('open-vault') ? idleMinutes * 60_000 : 0;
}

/** Removes the cached deals of all tabs. */
export async function forgetDeals(): Promise<void> {
  const { session } = browser.storage;
  const names = await session.getKeys();
  await session.remove(names.filter((name) => name.startsWith(prefix)));
}

function byTab(one: string, other: string): number {
  return Number(one.slice(prefix.length)) - Number(other.slice(prefix.length));
}
