import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { DealView } from '../../../lib/model/deal-view.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import {
  forgetDeals,
  openMemory,
  type RememberedDeal,
  readMemory,
} from '../../../lib/popup-cache/remembered-deals.ts';
import {
  advice,
  connections,
  draftIndex,
  intent,
  keyStorage,
  openVault,
  outboxIndex,
  pins,
  preferences,
  quickActions,
} from '../../../lib/storage/items.ts';
import type { Stored } from '../../../lib/storage/stored.ts';
import { sampleOpportunity } from '../samples/deal.ts';
import { sampleVault } from '../samples/vault.ts';
import { addGetKeys, readWholeStore } from '../storage/whole-store.ts';

const tabId = 7;
const leadId = `lead_${'a'.repeat(43)}`;
const address = `https://app.close.com/lead/${leadId}/`;
const minute = 60_000;
const connection = {
  ...{ organizationId: 'orga_a', organizationName: 'Northwind Trading', currency: 'USD' },
  ...{ userId: 'user_ana', userName: 'Ana Ruiz', roleId: 'role_sales' },
};
const view: DealView = {
  opportunity: sampleOpportunity({ status_id: 'stat_demo', confidence: 50, note: null }),
  catalog: {
    pipelines: [
      { id: 'pipe_a', name: 'Sales', statuses: [{ id: 'stat_demo', label: 'Demo', type: 'active' }] },
    ],
    customFields: [],
    readAt: 0,
  },
  connection,
  draft: null,
  pins: {},
  preferences: defaultPreferences,
  quickActions: [],
  pending: null,
};
const deal: RememberedDeal = {
  view,
  page: { tabId, address, reference: { kind: 'lead', id: leadId, foundIn: 'address' } },
  isOneOfSeveral: false,
};
const vault = sampleVault();

/** Holds the address of every open tab, by tab id. */
let tabs: Record<number, string | undefined>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  addGetKeys();
  tabs = { [tabId]: address };
  vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation(async (id) => {
    if (!(id in tabs)) throw new Error(`No tab with id: ${id}`);
    return { id, url: tabs[id] } as never;
  });
  await connections.write([connection]);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  fakeBrowser.reset();
});

async function remember(remembered: RememberedDeal = deal): Promise<void> {
  await openMemory(await readMemory(remembered.page.tabId)).remember(remembered);
}

async function recall(id = tabId): Promise<RememberedDeal | null> {
  return openMemory(await readMemory(id)).remembered;
}

it('recalls the deal that a tab showed at this address', async () => {
  expect(await recall()).toBeNull();
  await remember();
  expect(await recall()).toMatchObject(deal);
});

it('uses the active tab if no tab id is given', async () => {
  vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([{ id: tabId, url: address }] as never);
  await remember();
  expect(openMemory(await readMemory(null)).remembered).toMatchObject(deal);
});

it('stores the deal in memory only', async () => {
  const before = await readWholeStore();
  await remember();
  expect(await readWholeStore()).toEqual(before);
});

it('remembers a deal without its draft and waiting save, because those end independently', async () => {
  const draft = {
    ...{ opportunityId: view.opportunity.id, organizationId: 'orga_a', leadName: 'Marlow Robotics' },
    ...{ base: {}, entries: {}, unsent: {}, savedAt: 0 },
  };
  await remember({ ...deal, view: { ...view, draft, isDraftDamaged: true } });
  expect((await recall())?.view).toMatchObject({ draft: null, isDraftDamaged: false, pending: null });
});

it('recalls nothing after forgetting one deal or all deals', async () => {
  await remember();
  await openMemory(await readMemory(tabId)).forget();
  expect(await recall()).toBeNull();
  await remember();
  await forgetDeals();
  expect(await recall()).toBeNull();
});

it('does not read the local storage if the tab has no remembered deal', async () => {
  const get = vi.spyOn(fakeBrowser.storage.local, 'get');
  await recall();
  expect(get).not.toHaveBeenCalled();
});

it('does not recall a deal shown before a setting changed, even if it is remembered again later', async () => {
  const memory = openMemory(await readMemory(tabId));
  await memory.remember(deal);
  expect(await recall()).not.toBeNull();
  await pins.write({ pipe_a: ['note'] });
  await memory.remember(deal);
  expect(await recall()).toBeNull();
});

it('remembers the deals of the five latest tabs', async () => {
  for (let id = 8; id <= 13; id += 1) {
    tabs[id] = address;
    await remember({ ...deal, page: { ...deal.page, tabId: id } });
  }
  const recalled = await Promise.all([8, 9, 10, 11, 12, 13].map(recall));
  expect(recalled.map(Boolean)).toEqual([false, true, true, true, true, true]);
});

describe('a remembered deal is not shown', () => {
  beforeEach(() => remember());

  it.each([
    ['another lead', `https://app.close.com/lead/lead_${'b'.repeat(43)}/`],
    ['the same address with another fragment', `${address}#activity`],
    ['an address the extension may not read', ''],
    ['no address, because the tab is closing', undefined],
  ])('if the tab has %s', async (_what, now) => {
    tabs[tabId] = now;
    expect(await recall()).toBeNull();
  });

  it('if the address could not be read, neither then nor now', async () => {
    tabs[tabId] = '';
    await remember({ ...deal, page: { ...deal.page, address: '' } });
    expect(await recall()).toBeNull();
  });

  it('in another tab, even if its record is copied there', async () => {
    tabs[8] = address;
    expect(await recall(8)).toBeNull();
    const { [`deal:${tabId}`]: record } = await fakeBrowser.storage.session.get(null);
    await fakeBrowser.storage.session.set({ 'deal:8': record });
    expect(await recall(8)).toBeNull();
  });

  it('in a closed tab', async () => {
    tabs = {};
    expect(await recall()).toBeNull();
  });

  it('after 15 minutes, or if its time is in the future', async () => {
    vi.setSystemTime(Date.now() + 15 * minute - 1);
    expect(await recall()).not.toBeNull();
    vi.setSystemTime(Date.now() + 1);
    expect(await recall()).toBeNull();
    vi.setSystemTime(Date.now() - 16 * minute);
    expect(await recall()).toBeNull();
  });

  it.each<[string, Pick<Stored<never>, 'write'>, unknown]>([
    ['is disconnected', connections, []],
    ['is no longer the default', connections, [{ ...connection, organizationId: 'orga_b' }, connection]],
    ['gives its user different rights', connections, [{ ...connection, editsOthers: false }]],
    ['is connected as another user', connections, [{ ...connection, userId: 'user_sam' }]],
  ])('if its organization %s', async (_what, item, value) => {
    await item.write(value as never);
    expect(await recall()).toBeNull();
  });

  it.each<[string, Pick<Stored<never>, 'write'>, unknown]>([
    ['one-click saves were turned off', preferences, { ...defaultPreferences, asksBeforeSaving: true }],
    ['different fields were pinned', pins, { pipe_a: ['note'] }],
    ['a quick action slot was assigned', quickActions, { own: [], slots: ['undo', null, null, null] }],
    ['the key storage was changed', keyStorage, 'session'],
  ])('if %s', async (_what, item, value) => {
    await item.write(value as never);
    expect(await recall()).toBeNull();
  });

  it('if it has a draft, or any change is waiting', async () => {
    await draftIndex.write({ [view.opportunity.id]: leadId });
    expect(await recall()).toBeNull();
    await draftIndex.write({ oppo_other: leadId });
    expect(await recall()).not.toBeNull();
    await outboxIndex.write(['00000000-0000-4000-8000-000000000001']);
    expect(await recall()).toBeNull();
  });

  it('if a menu click waits for this tab', async () => {
    const request = { id: '', reference: null, action: null, changeId: '', find: '', expiresAt: 0 };
    await intent(8).write(request);
    expect(await recall()).not.toBeNull();
    await intent(tabId).write(request);
    expect(await recall()).toBeNull();
  });

  it('if the local storage does not answer, and the popup does not wait for it', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockReturnValue(new Promise(() => {}) as never);
    expect(await recall()).toBeNull();
  });

  it('if the local storage cannot be read, even if it was unreadable when the deal was remembered', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('IO error'));
    expect(await recall()).toBeNull();
    await expect(remember()).rejects.toThrow('IO error');
    expect(await recall()).toBeNull();
  });
});

describe('with a passphrase, a remembered deal', () => {
  beforeEach(async () => {
    await keyStorage.write(vault);
    await openVault.write({ key: 'a2V5', until: Date.now() + 5 * minute });
    await remember();
  });

  it('is shown while the vault is unlocked', async () => {
    expect(await recall()).not.toBeNull();
  });

  it('is not shown once the vault is locked', async () => {
    await openVault.remove();
    expect(await recall()).toBeNull();
  });

  it('is shown for at most 15 minutes, even if the vault stays unlocked longer', async () => {
    await keyStorage.write({ ...vault, idleMinutes: 60 });
    await remember();
    vi.setSystemTime(Date.now() + 15 * minute);
    expect(await recall()).toBeNull();
  });

  it('is not shown after the idle time, even if the vault was not locked yet', async () => {
    vi.setSystemTime(Date.now() + 5 * minute - 1);
    expect(await recall()).not.toBeNull();
    vi.setSystemTime(Date.now() + 1);
    expect(await recall()).toBeNull();
  });
});

it('reads the stored items that a remembered deal depends on by their actual keys', async () => {
  await remember();
  const get = vi.spyOn(fakeBrowser.storage.local, 'get');
  await recall();
  const items = [connections, keyStorage, preferences, pins, quickActions, draftIndex, outboxIndex];
  expect(get.mock.calls).toEqual([[items.map(({ key }) => key.slice('local:'.length))]]);
  const key = openVault.key;
  expect([key, intent(tabId).key]).toEqual(['session:open-vault', `session:intent:${tabId}`]);
});

it('forgets a deal on which Close’s advice has changed since, and no other', async () => {
  const at = Date.now();
  const { id } = view.opportunity;
  const entry = { id, readAt: at, changedAt: at + 1, found: { suggestion: null } };
  await remember();
  await advice.write([{ ...entry, id: 'oppo_other' }]);
  expect(await recall()).toMatchObject(deal);
  await advice.write([entry]);
  expect(await recall()).toBeNull();
  vi.setSystemTime(at + 2);
  await remember();
  expect(await recall()).toMatchObject(deal);
});
