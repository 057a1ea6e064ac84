import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showCheckmarks } from '../../../entrypoints/background/browser/menu-checkmarks.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { dealStatuses, keyStorage, preferences } from '../../../lib/storage/items.ts';
import { addGetKeys } from '../storage/whole-store.ts';

const update = vi.fn(async (_id: string, _changes: object) => {});
beforeEach(() => {
  fakeBrowser.reset();
  addGetKeys();
  update.mockClear();
  Object.assign(fakeBrowser, { contextMenus: { update } });
});

const deal = (name: string, percent: number, isChosenForLead = true) => ({
  ...{ opportunityId: `oppo_${name}`, leadId: `lead_${name}`, isChosenForLead, chipText: '' },
  menuItems: ['status:demo', `confidence:${percent}`],
});
const mark = (...names: string[]) => ({
  ...{ checked: true, visible: names.length > 0 },
  documentUrlPatterns: names.map((name) => `*://*/*${name}*`),
});
/** Returns the items that a call changes. */
async function changedBy(clicked?: string): Promise<Record<string, object>> {
  update.mockClear();
  await showCheckmarks(clicked);
  return Object.fromEntries(update.mock.calls);
}

it('a check mark is shown on the pages of all deals with its value, and moves with a deal', async () => {
  await dealStatuses.write([deal('a', 50), deal('b', 90, false)]);
  expect(await changedBy()).toEqual({
    'now:status:demo': mark('oppo_a', 'lead_a', 'oppo_b'),
    'now:confidence:50': mark('oppo_a', 'lead_a'),
    'now:confidence:90': mark('oppo_b'),
  });
  expect(await changedBy()).toEqual({});
  expect(await changedBy('confidence:50')).toEqual({ 'now:confidence:50': mark('oppo_a', 'lead_a') });
  await dealStatuses.write([deal('a', 90), deal('b', 90, false)]);
  expect(await changedBy()).toEqual({
    'now:confidence:50': mark(),
    'now:confidence:90': mark('oppo_a', 'lead_a', 'oppo_b'),
  });
});

it('no check mark is shown if nothing about deals may be stored in clear, because the browser stores the menu', async () => {
  await dealStatuses.write([deal('a', 50)]);
  const none = { 'now:status:demo': mark(), 'now:confidence:50': mark() };
  await showCheckmarks();
  await preferences.write({ ...defaultPreferences, remembersDeals: false });
  expect(await changedBy()).toEqual(none);
  await preferences.write(defaultPreferences);
  await showCheckmarks();
  const encrypted = { iv: '', data: '' };
  const seal = { publicKey: '', privateKey: encrypted };
  await keyStorage.write({ salt: '', rounds: 1, key: encrypted, idleMinutes: 5, seal });
  expect(await changedBy()).toEqual(none);
});
