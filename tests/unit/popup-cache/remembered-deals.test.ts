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
import { addGetKeys, storedThings } from '../storage/whole-store.ts';

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
const vault = { salt: 'c2FsdA==', rounds: 1, key: { iv: 'aXY=', data: 'ZGF0YQ==' }, idleMinutes: 5 };

/** The tabs that the browser has, by id. */
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

it('gives back the deal that a tab showed at this address', async () => {
  expect(await recall()).toBeNull();
  await remember();
  expect(await recall()).toMatchObject(deal);
});

it('knows the active tab where none is named', async () => {
  vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([{ id: tabId, url: address }] as never);
  await remember();
  expect(openMemory(await readMemory(null)).remembered).toMatchObject(deal);
});

it('keeps it in memory alone', async () => {
  const before = await storedThings();
  await remember();
  expect(await storedThings()).toEqual(before);
});

it('remembers without drafts and saves, which end by themselves', async () => {
  const draft = {
    ...{ opportunityId: view.opportunity.id, organizationId: 'orga_a', leadName: 'Marlow Robotics' },
    ...{ base: {}, entries: {}, unsent: {}, savedAt: 0 },
  };
  await remember({ ...deal, view: { ...view, draft, isDraftDamaged: true } });
  expect((await recall())?.view).toMatchObject({ draft: null, isDraftDamaged: false, pending: null });
});

it('shows nothing any more once it was told to forget', async () => {
  await remember();
  await openMemory(await readMemory(tabId)).forget();
  expect(await recall()).toBeNull();
  await remember();
  await forgetDeals();
  expect(await recall()).toBeNull();
});

it('leaves the store of the device alone where it has nothing to hold against it', async () => {
  const asked = vi.spyOn(fakeBrowser.storage.local, 'get');
  await recall();
  expect(asked).not.toHaveBeenCalled();
});

it('does not take what was shown for what has been set since', async () => {
  const memory = openMemory(await readMemory(tabId));
  await memory.remember(deal);
  expect(await recall()).not.toBeNull();
  await pins.write({ pipe_a: ['note'] });
  await memory.remember(deal);
  expect(await recall()).toBeNull();
});

it('remembers the five newest tabs', async () => {
  for (let id = 8; id <= 13; id += 1) {
    tabs[id] = address;
    await remember({ ...deal, page: { ...deal.page, tabId: id } });
  }
  const known = await Promise.all([8, 9, 10, 11, 12, 13].map(recall));
  expect(known.map(Boolean)).toEqual([false, true, true, true, true, true]);
});

describe('it is not used', () => {
  beforeEach(() => remember());

  it.each([
    ['another lead', `https://app.close.com/lead/lead_${'b'.repeat(43)}/`],
    ['the same with another fragment', `${address}#activity`],
    ['an address that may not be read', ''],
    ['none, now that the browser is closing it', undefined],
  ])('at another address: %s', async (_what, now) => {
    tabs[tabId] = now;
    expect(await recall()).toBeNull();
  });

  it('where the address may not be read, neither then nor now', async () => {
    tabs[tabId] = '';
    await remember({ ...deal, page: { ...deal.page, address: '' } });
    expect(await recall()).toBeNull();
  });

  it('in another tab, whatever a record says', async () => {
    tabs[8] = address;
    expect(await recall(8)).toBeNull();
    const { [`deal:${tabId}`]: record } = await fakeBrowser.storage.session.get(null);
    await fakeBrowser.storage.session.set({ 'deal:8': record });
    expect(await recall(8)).toBeNull();
  });

  it('in a tab that is gone', async () => {
    tabs = {};
    expect(await recall()).toBeNull();
  });

  it('after a quarter of an hour, or before it was made', async () => {
    vi.setSystemTime(Date.now() + 15 * minute - 1);
    expect(await recall()).not.toBeNull();
    vi.setSystemTime(Date.now() + 1);
    expect(await recall()).toBeNull();
    vi.setSystemTime(Date.now() - 16 * minute);
    expect(await recall()).toBeNull();
  });

  it.each<[string, (record: { view: DealView }) => unknown]>([
    ['a text', () => 'Marlow Robotics'],
    ['nothing', () => null],
    ['a record without its deal', ({ view: _view, ...rest }) => rest],
    ['a deal without values', (record) => damaged(record, { opportunity: { id: 'oppo_a' } })],
    ['pipelines that are none', (record) => damaged(record, { catalog: { pipelines: [{ id: 1 }] } })],
    ['pins that are a text', (record) => damaged(record, { pins: 'cf_step' })],
    [
      'quick actions without changes',
      (record) => damaged(record, { quickActions: [{ id: 'a', name: 'A' }] }),
    ],
  ])('where it is damaged: %s', async (_what, damage) => {
    const name = `deal:${tabId}`;
    const { [name]: record } = await fakeBrowser.storage.session.get(name);
    await fakeBrowser.storage.session.set({ [name]: damage(record as { view: DealView }) });
    expect(await recall()).toBeNull();
  });

  function damaged(record: { view: DealView }, parts: Record<string, unknown>) {
    return { ...record, view: { ...record.view, ...parts } };
  }

  it.each<[string, Pick<Stored<never>, 'write'>, unknown]>([
    ['is disconnected', connections, []],
    [
      'is not the default one any more',
      connections,
      [{ ...connection, organizationId: 'orga_b' }, connection],
    ],
    ['gives its user other rights', connections, [{ ...connection, editsOthers: false }]],
    ['is opened by somebody else', connections, [{ ...connection, userId: 'user_sam' }]],
  ])('where the organisation %s', async (_what, item, value) => {
    await item.write(value as never);
    expect(await recall()).toBeNull();
  });

  it.each<[string, Pick<Stored<never>, 'write'>, unknown]>([
    ['a click is to ask first', preferences, { ...defaultPreferences, asksBeforeSaving: true }],
    ['other fields are pinned', pins, { pipe_a: ['note'] }],
    ['a quick action is added', quickActions, { own: [], slots: ['undo', null, null, null] }],
    ['keys are kept elsewhere', keyStorage, 'session'],
  ])('where since then %s', async (_what, item, value) => {
    await item.write(value as never);
    expect(await recall()).toBeNull();
  });

  it('where something was typed into it, or an edit waits', async () => {
    await draftIndex.write({ [view.opportunity.id]: leadId });
    expect(await recall()).toBeNull();
    await draftIndex.write({ oppo_other: leadId });
    expect(await recall()).not.toBeNull();
    await outboxIndex.write(['00000000-0000-4000-8000-000000000001']);
    expect(await recall()).toBeNull();
  });

  it('where the menu has asked for something in this tab', async () => {
    const asked = { id: '', reference: null, action: null, changeId: '', find: '', expiresAt: 0 };
    await intent(8).write(asked);
    expect(await recall()).not.toBeNull();
    await intent(tabId).write(asked);
    expect(await recall()).toBeNull();
  });

  it('where the store does not answer in time: nobody waits for it', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockReturnValue(new Promise(() => {}) as never);
    expect(await recall()).toBeNull();
  });

  it('where the browser does not let its store be read, not even if it was so before', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('IO error'));
    expect(await recall()).toBeNull();
    await expect(remember()).rejects.toThrow('IO error');
    expect(await recall()).toBeNull();
  });
});

describe('behind a passphrase', () => {
  beforeEach(async () => {
    await keyStorage.write(vault);
    await openVault.write({ key: 'a2V5', until: Date.now() + 5 * minute });
    await remember();
  });

  it('it is shown while the vault is open', async () => {
    expect(await recall()).not.toBeNull();
  });

  it('it is not shown once that is locked', async () => {
    await openVault.remove();
    expect(await recall()).toBeNull();
  });

  it('it is shown for a quarter of an hour at most, however long the vault stays open', async () => {
    await keyStorage.write({ ...vault, idleMinutes: 60 });
    await remember();
    vi.setSystemTime(Date.now() + 15 * minute);
    expect(await recall()).toBeNull();
  });

  it('it is not shown when the idle time is over, though nobody has locked yet', async () => {
    vi.setSystemTime(Date.now() + 5 * minute - 1);
    expect(await recall()).not.toBeNull();
    vi.setSystemTime(Date.now() + 1);
    expect(await recall()).toBeNull();
  });
});

it('looks for what it depends on under the names that those things are stored by', async () => {
  await remember();
  const asked = vi.spyOn(fakeBrowser.storage.local, 'get');
  await recall();
  const items = [connections, keyStorage, preferences, pins, quickActions, draftIndex, outboxIndex];
  expect(asked.mock.calls).toEqual([[items.map(({ key }) => key.slice('local:'.length))]]);
  const key = openVault.key;
  expect([key, intent(tabId).key]).toEqual(['session:open-vault', `session:intent:${tabId}`]);
});
