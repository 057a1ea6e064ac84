import { browser } from 'wxt/browser';
import type { DealView } from '../model/deal-view.ts';
import type { OpenedFor } from '../model/opened-for.ts';
import { hasShapeOf } from './has-shape-of.ts';

// Apart from the other stored things, since the popup does without those and is to start fast. Session storage alone:
// what Close said of a deal never gets onto the disk, and is gone with the browser, an update and "Remove everything".

/** A deal as a tab showed it, to be shown there once more while the page and Close are asked again. */
export type RememberedDeal = {
  view: DealView;
  /** The page that it was opened for: the deal or its lead stands in that address. */
  page: OpenedFor;
  /** Whether its lead has others, to which there is a way back. */
  isOneOfSeveral: boolean;
};

/** What is remembered of the deals of one tab. */
export type DealMemory = {
  /** The tab's deal, null where there is none or where it may not be shown any more. */
  remembered: RememberedDeal | null;
  remember(deal: RememberedDeal): Promise<void>;
  forget(): Promise<void>;
};

type Kept = RememberedDeal & { at: number; ground: string };

const rememberedForMs = 15 * 60_000;
const mostTabs = 5;
/** A store that is broken takes seconds to say so, and a popup without a memory is better than none. */
const longestReadMs = 200;
const prefix = 'deal:';

/** What a deal is shown by beside Close's answer. Where any of it has changed, nothing that is remembered holds. */
const groundNames = ['connections', 'keeping', 'preferences', 'pins', 'quick-actions'] as const;
/** What may wait for a deal, and is known only once it was opened as usual. */
const waitingNames = ['drafts', 'outbox'] as const;

/** Drafts and saves are looked for at the time, so that none is shown that has ended since. */
const nothingBegun = { draft: null, isDraftDamaged: false, pending: null };

const example: Kept = {
  at: 0,
  ground: '',
  isOneOfSeveral: false,
  page: { tabId: 0, address: '', reference: { kind: 'lead', id: '', foundIn: 'address' } },
  view: {
    opportunity: {
      ...{
        id: '',
        leadId: '',
        leadName: '',
        organizationId: '',
        ownerName: '',
        contactName: '',
        currency: '',
      },
      ...{ valueFormatted: '', noteHtml: '', updatedAt: '', updatedByName: '', values: {} },
    },
    catalog: {
      pipelines: [{ id: '', name: '', statuses: [{ id: '', label: '', type: 'active' }] }],
      customFields: [
        {
          ...{ id: '', name: '', type: '', description: '', choices: [''], isMultiple: false },
          ...{ editableWithRoles: [''], isConverting: false },
        },
      ],
      readAt: 0,
    },
    connection: {
      ...{ organizationId: '', organizationName: '', currency: '', userId: '', userName: '', roleId: '' },
    },
    draft: null,
    pins: {},
    preferences: {
      ...{ asksBeforeSaving: false, toolbarOpens: 'popup', closingReasons: {}, notifies: false },
      syncsSettings: false,
    },
    quickActions: [{ id: '', name: '', changes: {}, appliesTo: { organizationId: null, pipelineIds: [''] } }],
    pending: null,
  },
};

/** What the browser holds of a tab that the popup needs to show its deal at once. */
export type Reading = {
  /** `address` is "" where it may not be read. */
  tab: { tabId: number; address: string };
  /** Epoch milliseconds. */
  at: number;
  kept: unknown;
  /** What is stored on the device, where there is something to hold against it. */
  device: Record<string, unknown>;
  sessionNames: readonly string[];
};

/** Reads it, for the tab with this id or the active one; never throws. */
export async function readMemory(givenTabId: number | null): Promise<Reading> {
  const { session } = browser.storage;
  const at = Date.now();
  const [tab, sessionNames] = await Promise.all([
    findTab(givenTabId),
    session.getKeys().catch((): string[] => []),
  ]);
  const name = prefix + tab.tabId;
  // A store that is broken is left alone: the background waits for it already, and each further question takes longer.
  if (!sessionNames.includes(name)) return { tab, at, kept: undefined, device: {}, sessionNames };
  const [{ [name]: kept }, device] = await Promise.all([
    session.get(name).catch(nothingRead),
    Promise.race([readDevice().catch(nothingRead), nothingInTime()]),
  ]);
  return { tab, at, kept, device, sessionNames };
}

const nothingRead = (): Record<string, unknown> => ({});

function nothingInTime(): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({}), longestReadMs);
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

/** What is remembered of a tab, from what was read when the popup started. */
export function openMemory({ tab, at, device, kept, sessionNames }: Reading): DealMemory {
  const { tabId, address } = tab;
  const { session } = browser.storage;
  const name = prefix + tabId;
  // Of the time when a deal was read first: what changes later is not in what is shown.
  let ground = device.connections === undefined ? undefined : Promise.resolve(groundOf(device));

  function isUsable(kept: Kept): boolean {
    const { page, view } = kept;
    const age = at - kept.at;
    const isOfPage = address !== '' && page.address === address && page.tabId === tabId;
    const isAsBefore =
      kept.ground === groundOf(device) && age >= 0 && age < Math.min(rememberedForMs, openFor());
    const waits = view.opportunity.id in Object(device.drafts) || Object(device.outbox).length > 0;
    // Whoever asked for something in the menu is not to see another deal first.
    return isOfPage && isAsBefore && !waits && !sessionNames.includes(`intent:${tabId}`);
  }

  // For how long the vault is open at least since a deal was read, in milliseconds; 0 where it is locked.
  function openFor(): number {
    const { keeping } = device;
    if (!hasShapeOf({ idleMinutes: 0 }, keeping)) return rememberedForMs;
    return sessionNames.includes('open-vault') ? keeping.idleMinutes * 60_000 : 0;
  }

  return {
    remembered: hasShapeOf(example, kept) && isUsable(kept) ? kept : null,
    async remember({ view, ...deal }) {
      ground ??= readDevice().then(groundOf);
      // As old as the popup, which is older than what was read since.
      const record: Kept = { ...deal, view: { ...view, ...nothingBegun }, at, ground: await ground };
      await session.set({ [name]: record });
      const others = (await session.getKeys()).filter((each) => each.startsWith(prefix) && each !== name);
      // A tab that is newer has a higher number.
      await session.remove(others.toSorted(byTab).slice(0, 1 - mostTabs));
    },
    forget: () => session.remove(name),
  };
}

/** Forgets the deals of all tabs, for when nobody is to see them any more. */
export async function forgetDeals(): Promise<void> {
  const { session } = browser.storage;
  const names = await session.getKeys();
  await session.remove(names.filter((name) => name.startsWith(prefix)));
}

function byTab(one: string, other: string): number {
  return Number(one.slice(prefix.length)) - Number(other.slice(prefix.length));
}
