import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  keepAttentionDays,
  showAttentionCount,
} from '../../../entrypoints/background/deals/attention-count.ts';
import {
  readOpenDeals,
  snoozeDeal,
  writeTableSettings,
} from '../../../entrypoints/background/deals/open-deals.ts';
import { localDay } from '../../../lib/opportunity/dates.ts';
import { snoozedDeals, tableSettings } from '../../../lib/storage/items.ts';
import { makeId } from '../../sandbox/seed/make-id.ts';
import { ids } from '../../sandbox/seed.ts';
import { useConnectedSandbox } from './use-connected-sandbox.ts';

const organizationId = ids.organizations.alder;
const userId = ids.users.ana;

const sandbox = useConnectedSandbox();
let badge = '';
beforeEach(() => {
  Object.assign(fakeBrowser.action, {
    setBadgeText: async ({ text }: { text: string }) => {
      badge = text;
    },
  });
});

/** Adds `count` copies of the sample deal, which Ana owns. */
function addDeals(count: number, extra: Record<string, unknown> = {}): void {
  const { opportunities } = sandbox.world;
  const sample = opportunities.get(ids.sampleDeal);
  if (!sample) throw new Error('The sandbox has no sample deal');
  for (let place = 0; place < count; place += 1) {
    const id = makeId('oppo', `open-${place}`);
    opportunities.set(id, { ...structuredClone(sample), id, userId, extra: { ...sample.extra, ...extra } });
  }
}

const listRequests = () => sandbox.requests.filter(({ path }) => path.startsWith('/api/v1/opportunity/'));

async function read(skip = 0) {
  const answer = await readOpenDeals({ organizationId, userId, skip });
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
}

it("reads 200 of a user's open deals with one request, and more pages only when asked", async () => {
  addDeals(230, { is_stalled: true });
  const first = await read();
  expect(listRequests()).toHaveLength(1);
  expect(first.next).toBe(200);
  const second = await read(first.next ?? 0);
  expect(second.next).toBe(null);
  const all = [...first.opportunities, ...second.opportunities];
  expect(new Set(all.map(({ id }) => id)).size).toBeGreaterThanOrEqual(230);
  expect(new Set(all.map(({ values }) => values.user_id))).toEqual(new Set([userId]));
  expect(all.filter(({ isStalled }) => isStalled).length).toBeGreaterThanOrEqual(230);
});

it('reads the page once more with all keys if Close leaves custom fields out', async () => {
  addDeals(2, { is_stalled: true });
  const sandboxFetch = fetch;
  // Close may read `custom` in `_fields` of opportunities as an unknown name, which it ignores.
  vi.stubGlobal('fetch', (url: URL | string, init?: RequestInit) =>
    sandboxFetch(String(url).replace(/(%2C|,)custom\b/, ''), init),
  );
  const { opportunities } = await read();
  expect(listRequests()).toHaveLength(2);
  const copy = opportunities.find(({ id }) => id === makeId('oppo', 'open-0'));
  expect(copy?.isStalled).toBe(true);
  expect(Object.keys(copy?.values ?? {}).some((key) => key.startsWith('custom.'))).toBe(true);
});

it('keeps snoozes until their day, at most 500', async () => {
  await snoozedDeals.write({ oppo_old: '2000-01-01', oppo_later: '2100-01-01' });
  await snoozeDeal({ opportunityId: 'oppo_new', until: '2100-02-01' });
  expect(await snoozedDeals.read()).toEqual({ oppo_later: '2100-01-01', oppo_new: '2100-02-01' });
  await snoozeDeal({ opportunityId: 'oppo_later', until: null });
  expect(await snoozedDeals.read()).toEqual({ oppo_new: '2100-02-01' });
  const many = Array.from({ length: 500 }, (_each, place) => [`oppo_${place}`, '2100-01-01']);
  await snoozedDeals.write(Object.fromEntries(many));
  await snoozeDeal({ opportunityId: 'oppo_last', until: '2100-01-01' });
  const stored = Object.keys(await snoozedDeals.read());
  expect(stored).toHaveLength(500);
  expect(stored).toContain('oppo_last');
});

it('counts on the toolbar button the deals last seen that need attention today, without a request', async () => {
  await keepAttentionDays({ days: ['2000-01-01', localDay(new Date()), '2199-01-01'] });
  expect(badge).toBe('');
  await writeTableSettings({ settings: { ...(await tableSettings.read()), countsOnButton: true } });
  expect(badge).toBe('2');
  vi.useFakeTimers({ now: new Date('2199-01-02T12:00:00Z'), toFake: ['Date'] });
  await showAttentionCount();
  vi.useRealTimers();
  expect(badge).toBe('3');
  await writeTableSettings({ settings: { ...(await tableSettings.read()), countsOnButton: false } });
  expect(badge).toBe('');
  expect(sandbox.requests).toEqual([]);
});
