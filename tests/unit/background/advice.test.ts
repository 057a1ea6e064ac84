import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { storeSecret } from '../../../entrypoints/background/close/credentials.ts';
import { lock } from '../../../entrypoints/background/close/vault.ts';
import { putOff, readAdviceBehind } from '../../../entrypoints/background/deals/advice.ts';
import { openDeal, openLead } from '../../../entrypoints/background/deals/open-deal.ts';
import { randomBase64 } from '../../../lib/connection/encrypt.ts';
import type { Suggestion } from '../../../lib/model/suggestion.ts';
import { advice, keyStorage, openVault, organizationsWithoutAdvice } from '../../../lib/storage/items.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { sampleOpportunity } from '../samples/deal.ts';
import { sampleVault } from '../samples/vault.ts';
import { useConnectedSandbox } from './use-connected-sandbox.ts';

const organizationId = ids.organizations.alder;
const hour = 60 * 60_000;
const suggested = {
  ...{ action: 'change_status', details: { status_id: ids.statuses.negotiation } },
  justification: 'They asked for a contract.',
};
const suggestion: Suggestion = {
  ...{ action: 'change_status', target: ids.statuses.negotiation, reason: 'They asked for a contract.' },
};

const sandbox = useConnectedSandbox();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  sandbox.world.isAdviceOptional = true;
});

function suggest(extra: Record<string, unknown>, id: string = ids.sampleDeal): void {
  const deal = sandbox.world.opportunities.get(id);
  if (deal) deal.extra = extra;
}
const asked = () =>
  sandbox.requests.filter(({ query }) => query._fields === 'id,is_stalled,suggested_action');

async function open(opportunityId: string = ids.sampleDeal) {
  const answer = await openDeal({ opportunityId, refresh: false });
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
}
/** Opens the deal, and waits until what it asked for behind is stored. */
async function openAndRead() {
  const view = await open();
  await expect.poll(async () => (await advice.read())[0]?.found.isStalled).toBeDefined();
  return view;
}

it('is asked for behind an opened deal in one small request, and shown by the next opening', async () => {
  suggest({ is_stalled: true, suggested_action: suggested });
  expect((await openAndRead()).advice).toBeUndefined();
  expect(asked()).toMatchObject([{ method: 'GET', path: `/api/v1/opportunity/${ids.sampleDeal}/` }]);
  expect((await open()).advice).toEqual({ suggestion, isStalled: true });
  expect(asked()).toHaveLength(1);
});

it('is asked for again after an hour only', async () => {
  suggest({ suggested_action: suggested });
  await openAndRead();
  vi.setSystemTime(Date.now() + hour - 1);
  await open();
  expect(asked()).toHaveLength(1);
  suggest({ suggested_action: null });
  vi.setSystemTime(Date.now() + 1);
  await open();
  await expect.poll(async () => (await advice.read())[0]?.found.suggestion).toBeNull();
  expect(asked()).toHaveLength(2);
  expect((await open()).advice).toBeUndefined();
});

it('is not asked for again in an organization whose answers do not carry it', async () => {
  sandbox.world.isAdviceOptional = false;
  await open();
  await expect.poll(() => organizationsWithoutAdvice.read()).toHaveProperty([organizationId]);
  await open(ids.deals.threeFirst);
  vi.setSystemTime(Date.now() + 25 * hour);
  await open();
  expect(asked()).toHaveLength(1);
});

it('needs no request if the deal itself carries it', async () => {
  sandbox.world.isAdviceOptional = false;
  suggest({ suggested_action: suggested });
  expect((await open()).advice).toEqual({ suggestion, isStalled: false });
  expect(asked()).toEqual([]);
});

it('that fails is not asked for again at once, and the deal is shown without', async () => {
  sandbox.fault({ path: /_fields=/, then: { status: 500 }, times: Number.POSITIVE_INFINITY });
  expect((await open()).advice).toBeUndefined();
  await expect.poll(() => asked().length).toBeGreaterThan(0);
  const { length } = asked();
  await open();
  expect(asked()).toHaveLength(length);
});

it('that was put off is not shown again until it changes', async () => {
  suggest({ suggested_action: suggested });
  await openAndRead();
  await putOff({ opportunityId: ids.sampleDeal, suggestion });
  expect((await open()).advice).toBeUndefined();
  expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('contract');
  const reworded = { ...suggested, justification: 'They want a contract.' };
  for (const [next, isShown] of [
    [reworded, false],
    [{ ...suggested, details: { status_id: ids.statuses.proposalSent } }, true],
  ] as const) {
    suggest({ suggested_action: next });
    vi.setSystemTime(Date.now() + hour);
    await open();
    await expect
      .poll(async () => (await advice.read())[0]?.found.suggestion)
      .toMatchObject({ reason: next.justification, target: next.details.status_id });
    expect((await open()).advice !== undefined).toBe(isShown);
  }
});

it('of an odd shape is not shown', async () => {
  suggest({ is_stalled: true, suggested_action: ['change_status'] });
  await openAndRead();
  expect((await open()).advice).toBeUndefined();
});

it('marks stalled deals in the list of their lead, from then on', async () => {
  suggest({ is_stalled: true, suggested_action: null });
  await openAndRead();
  const lead = await openLead({ leadId: ids.sampleLead });
  expect(lead.ok && lead.value.list.opportunities).toMatchObject([{ isStalled: true }]);
});

it('advice that comes after the keys have locked is not stored', async () => {
  const key = randomBase64(32);
  await keyStorage.write(sampleVault());
  await openVault.write({ key, until: Date.now() + hour });
  await storeSecret(organizationId, keys.ana);
  suggest({ suggested_action: suggested });
  const { promise: isLocked, resolve: proceed } = Promise.withResolvers<void>();
  sandbox.fault({ path: /suggested_action/, then: { hold: isLocked, applied: 'before' } });
  const reading = readAdviceBehind(sampleOpportunity({}, { id: ids.sampleDeal, organizationId }));
  await expect.poll(() => asked().length).toBe(1);
  await lock(true);
  proceed();
  await reading;
  expect(asked()[0]?.status).toBe(200);
  expect(await advice.read()).toEqual([]);
});
