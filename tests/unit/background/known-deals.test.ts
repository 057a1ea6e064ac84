import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  applyRemembering,
  findKnownDeals,
  forgetDealsOf,
  readRecentDeals,
  rememberDeals,
} from '../../../entrypoints/background/deals/known-deals.ts';
import { openDeal } from '../../../entrypoints/background/deals/open-deal.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { catalog, connections, preferences, secret } from '../../../lib/storage/items.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { sampleOpportunity } from '../samples/deal.ts';
import { addGetKeys, readWholeStore } from '../storage/whole-store.ts';

beforeEach(() => {
  fakeBrowser.reset();
  addGetKeys();
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockReturnValue('');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const values = { status_id: 'stat_demo', value: 125_000, confidence: 50, date_won: '2026-12-12' };
const idOf = (number: number) => `oppo_${String(number).padStart(43, '0')}`;
const dealOf = (number: number, more = {}) =>
  sampleOpportunity(values, { id: idOf(number), leadName: `Lead n${number}`, ...more });

async function find(typed: string) {
  const answer = await findKnownDeals({ typed });
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
}
const foundIds = async (typed: string) => (await find(typed)).opportunities.map(({ id }) => id);
const recentIds = async () => (await readRecentDeals()).opportunities.map(({ id }) => id);

/** Returns the names of the items that `work` writes. */
async function writtenBy(work: () => Promise<unknown>): Promise<string[]> {
  const set = vi.spyOn(fakeBrowser.storage.local, 'set');
  await work();
  const names = set.mock.calls.flatMap(([items]) => Object.keys(items));
  set.mockRestore();
  return names;
}

describe('a remembered deal', () => {
  it('is found with its status, value and confidence, and with the status once its pipelines are unknown', async () => {
    const status = { id: 'stat_demo', label: 'Demo done', type: 'active' } as const;
    const pipelines = [{ id: 'pipe', name: 'Sales', statuses: [status] }];
    await catalog('orga_a').write({ pipelines, customFields: [], readAt: 0 });
    await rememberDeals([dealOf(1, { contactName: 'Lena Berg' })]);
    await catalog('orga_a').remove();
    await rememberDeals([dealOf(1, { contactName: 'Lena Berg', updatedAt: '2026-12-01T00:00:00+00:00' })]);
    const { opportunities, catalog: named, foundBy } = await find('lena');
    expect(opportunities).toMatchObject([{ id: idOf(1), values }]);
    expect(named.pipelines).toMatchObject([{ name: 'Sales', statuses: [status] }]);
    expect(foundBy).toEqual({ [idOf(1)]: 'Lena Berg' });
    expect(await foundIds('demo')).toEqual([idOf(1)]);
  });

  it('writes only its own part, and nothing if it has not changed within a day', async () => {
    await rememberDeals(
      Array.from({ length: 500 }, (_none, number) => dealOf(number)),
      { isUsed: true },
    );
    const changed = dealOf(1, { leadName: 'Renamed' });
    const names = await writtenBy(() => rememberDeals([changed]));
    expect(names).toHaveLength(1);
    expect(JSON.stringify((await readWholeStore())[names[0] ?? '']).length).toBeLessThan(20_000);
    expect(await writtenBy(() => rememberDeals([changed]))).toEqual([]);
    vi.useFakeTimers({ now: Date.now() + 25 * 60 * 60_000, toFake: ['Date'] });
    expect(await writtenBy(() => rememberDeals([changed]))).toEqual(names);
  });

  it('is stored once if it is seen many times at once', async () => {
    const names = await writtenBy(() =>
      Promise.all(Array.from({ length: 200 }, (_none, number) => rememberDeals([dealOf(number % 3)]))),
    );
    expect(names.length).toBeLessThan(12);
    expect(await foundIds('lead')).toHaveLength(3);
  });

  it('takes the place of a damaged one, and the others of its part stay', async () => {
    await rememberDeals(Array.from({ length: 100 }, (_none, number) => dealOf(number)));
    const [name = '', part] = Object.entries(await readWholeStore()).find(
      ([each, stored]) => each.startsWith('known-deals:') && (stored as unknown[]).length > 1,
    ) as [string, unknown[]];
    await fakeBrowser.storage.local.set({ [name]: [{ id: 7 }, ...part.slice(1)] });
    const numbers = Array.from({ length: 100 }, (_none, number) => number);
    const found = await Promise.all(numbers.map((number) => foundIds(`n${number}`)));
    expect(new Set(found.flat()).size).toBe(99);
  });
});

it('keeps the newest of more than 2,000 deals', async () => {
  vi.useFakeTimers({ now: 0, toFake: ['Date'] });
  for (let first = 0; first < 2_500; first += 500) {
    vi.setSystemTime(first + 1);
    await rememberDeals(Array.from({ length: 500 }, (_none, index) => dealOf(first + index)));
  }
  const stored = Object.entries(await readWholeStore()).flatMap(([name, part]) =>
    name.startsWith('known-deals:') ? (part as { id: string }[]) : [],
  );
  const storedIds = new Set(stored.map(({ id }) => id));
  expect(stored.length).toBeLessThanOrEqual(2_000);
  expect(stored.length).toBeGreaterThanOrEqual(1_900);
  const newest = Array.from({ length: 1_500 }, (_none, index) => idOf(1_000 + index));
  expect(newest.filter((id) => !storedIds.has(id))).toEqual([]);
});

describe('recent deals', () => {
  it('are the deals last opened or saved, each once, latest first', async () => {
    for (const number of [1, 2, 3, 4, 5, 6, 7, 2]) await rememberDeals([dealOf(number)], { isUsed: true });
    await rememberDeals([dealOf(9)]);
    expect(await recentIds()).toEqual([2, 7, 6, 5, 4, 3].map(idOf));
  });
});

describe('known deals are deleted', () => {
  beforeEach(async () => {
    await rememberDeals([dealOf(1), dealOf(2, { organizationId: 'orga_b' })], { isUsed: true });
  });

  it('with the preference, and none are added while it is off', async () => {
    await preferences.write({ ...defaultPreferences, remembersDeals: false });
    await applyRemembering();
    await rememberDeals([dealOf(3)], { isUsed: true });
    expect(await foundIds('lead')).toEqual([]);
    expect(await recentIds()).toEqual([]);
    expect(JSON.stringify(await readWholeStore())).not.toContain('oppo_');
  });

  it('with their organization', async () => {
    await forgetDealsOf('orga_a');
    expect(await foundIds('lead')).toEqual([idOf(2)]);
    expect(await recentIds()).toEqual([idOf(2)]);
  });

  it('if Close no longer has them', async () => {
    const sandbox = await startSandbox();
    vi.stubGlobal('fetch', createSandboxFetch(sandbox));
    const { alder: organizationId } = ids.organizations;
    const user = { userId: ids.users.ana, userName: 'Ana Ruiz', roleId: 'admin' };
    await connections.write([{ organizationId, organizationName: 'Alder', currency: 'USD', ...user }]);
    await secret(organizationId).write(keys.ana);
    await openDeal({ opportunityId: idOf(1), refresh: false }).catch(() => {});
    await expect.poll(() => foundIds('lead')).toEqual([idOf(2)]);
    await sandbox.stop();
  });
});
