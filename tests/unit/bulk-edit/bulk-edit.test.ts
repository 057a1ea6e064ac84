import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createBulkEdit, maxDeals } from '../../../lib/bulk-edit/bulk-edit.ts';
import { previewOf } from '../../../lib/bulk-edit/plan.ts';
import { failure, success } from '../../../lib/model/result.ts';
import type { Stage } from '../../../lib/model/stages.ts';
import { findAction } from '../../../lib/quick-actions/built-in.ts';
import { action } from '../quick-actions/samples.ts';
import { sampleOpportunity } from '../samples/deal.ts';
import { backgroundOf, references } from './bulk-background.ts';

/** Creates a `wait` that returns immediately, and records its arguments. */
function createWait() {
  const waits: (number | null)[] = [];
  return { waits, wait: async (until: number | null) => void waits.push(until) };
}

async function tableOf(close: ReturnType<typeof backgroundOf>, count: number, wait = createWait().wait) {
  const table = createBulkEdit(close.ask, wait);
  await table.add(references(count));
  table.action.value = findAction('confidence:75', []) ?? null;
  for (const row of table.rows.value) row.isTicked.value = row.view.value !== null;
  return table;
}

const steps = (table: ReturnType<typeof createBulkEdit>) =>
  table.rows.value.map(({ state }) => state.value.step);

describe('bulk edit', () => {
  it('applies the action to the selected deals only', async () => {
    const close = backgroundOf(4);
    const table = await tableOf(close, 4);
    const [, second] = table.rows.value;
    if (second) second.isTicked.value = false;
    await table.start();
    expect(close.percents()).toEqual([75, 50, 75, 75]);
    expect(steps(table)).toEqual(['saved', 'ready', 'saved', 'saved']);
  });

  it('continues after missing deals and after refused changes', async () => {
    const close = backgroundOf(4, {
      'deal.save': ({ opportunityId }) =>
        opportunityId === 'oppo_2' ? failure({ kind: 'forbidden' }) : undefined,
    });
    const table = await tableOf(close, 5);
    await table.start();
    expect(steps(table)).toEqual(['saved', 'failed', 'saved', 'saved', 'failed']);
  });

  it('skips a deal whose date would move beyond the valid range', async () => {
    const table = await tableOf(backgroundOf(1), 1);
    const [row] = table.rows.value;
    const view = row?.view.value;
    if (row && view) {
      const values = { ...view.opportunity.values, date_won: '2026-12-12' };
      row.view.value = { ...view, opportunity: { ...view.opportunity, values } };
    }
    table.action.value = {
      ...{ id: 'far', name: 'Far', appliesTo: { organizationId: null, pipelineIds: [] } },
      changes: { date_won: { how: 'move', by: 1e12, unit: 'day' } },
    };
    await table.start();
    expect([steps(table), table.run.value]).toEqual([['ready'], null]);
  });

  it('continues with the next deal after an unexpected exception, and can run again', async () => {
    const close = backgroundOf(3, {
      'deal.save': ({ opportunityId }) => {
        if (opportunityId === 'oppo_1') throw new RangeError('Invalid time value');
        return undefined;
      },
    });
    const table = await tableOf(close, 3);
    await table.start();
    expect([steps(table), table.run.value]).toEqual([['failed', 'saved', 'saved'], null]);
    await table.undoAll();
    expect(close.percents()).toEqual([50, 50, 50]);
  });

  it('waits as long as Close requests, then continues with the same operation', async () => {
    const until = 4_000_000_000_000;
    let tries = 0;
    const close = backgroundOf(2, {
      'deal.save': ({ opportunityId }) =>
        opportunityId === 'oppo_1'
          ? success({ state: 'waiting', problem: { kind: 'rate-limited' }, until })
          : undefined,
      'operation.follow': ({ id }) => {
        tries += 1;
        return tries === 1
          ? success({ state: 'waiting', problem: { kind: 'rate-limited' }, until: until + 1 })
          : close.save(id, 'oppo_1', { confidence: 75 });
      },
    });
    const { wait, waits } = createWait();
    const table = await tableOf(close, 2, wait);
    await table.start();
    expect(waits).toEqual([until, until + 1]);
    expect(steps(table)).toEqual(['saved', 'saved']);
    const requests = close.asked.filter(({ name }) => name === 'deal.save' || name === 'operation.follow');
    const [saved, ...follows] = requests.map(({ input }) => (input as { id: string }).id);
    expect(follows.slice(0, 2)).toEqual([saved, saved]);
  });

  it('also waits when a read is limited', async () => {
    const retryAt = 4_000_000_000_000;
    let tries = 0;
    const close = backgroundOf(2, {
      'table.deal': () => {
        tries += 1;
        return tries === 2 ? failure({ kind: 'rate-limited', retryAt }) : undefined;
      },
    });
    const { wait, waits } = createWait();
    const table = await tableOf(close, 2, wait);
    expect(waits).toEqual([retryAt]);
    expect(steps(table)).toEqual(['ready', 'ready']);
  });

  it.each(['locked', 'not-connected'] as const)('continues to read once it is no longer %s', async (kind) => {
    let isClosed = true;
    const refused = () => (isClosed ? failure({ kind }) : undefined);
    const close = backgroundOf(2, { 'table.lead': refused, 'table.deal': refused });
    close.deals.set('oppo_9', sampleOpportunity({}, { id: 'oppo_9' }));
    const table = createBulkEdit(close.ask, createWait().wait);
    const added = table.add([{ kind: 'lead', id: 'lead_1' }, ...references(2)]);
    await expect.poll(() => table.run.value).toMatchObject({ waitsFor: { problem: { kind } }, done: 0 });
    isClosed = false;
    table.resume();
    expect(await added).toEqual({ remaining: 0, problem: null });
    expect(steps(table)).toEqual(['ready', 'ready', 'ready']);
  });

  it('can be stopped while the keys are locked', async () => {
    const close = backgroundOf(2, { 'table.deal': () => failure({ kind: 'locked' }) });
    const table = createBulkEdit(close.ask, createWait().wait);
    const added = table.add(references(2));
    await expect.poll(() => table.run.value?.isPaused).toBe(true);
    await table.stop();
    await added;
    expect(steps(table)).toEqual(['failed', 'unread']);
    expect(close.asked).toHaveLength(1);
  });

  it('cancels the waiting change when stopped, and leaves the remaining deals unchanged', async () => {
    const close = backgroundOf(3, {
      'deal.save': ({ opportunityId }) =>
        opportunityId === 'oppo_2'
          ? success({ state: 'waiting', problem: { kind: 'rate-limited' }, until: 4_000_000_000_000 })
          : undefined,
    });
    const stopped = async () => void table.stop();
    const table = await tableOf(close, 3, stopped);
    await table.start();
    expect(steps(table)).toEqual(['saved', 'ready', 'ready']);
    expect(close.asked.at(-1)?.name).toBe('operation.cancel');
    expect(close.percents()).toEqual([75, 50, 50]);
  });

  it('pauses if the key is refused, until the user resumes', async () => {
    let isConnected = false;
    const close = backgroundOf(3, {
      'deal.save': () =>
        isConnected ? undefined : success({ state: 'blocked', problem: { kind: 'unauthorized' } }),
      'operation.follow': ({ id }) => close.save(id, 'oppo_1', { confidence: 75 }),
    });
    const table = await tableOf(close, 3);
    const all = table.start();
    await expect.poll(() => table.run.value).toMatchObject({ isPaused: true, done: 0 });
    expect(close.percents()).toEqual([50, 50, 50]);
    isConnected = true;
    table.resume();
    await all;
    expect(close.percents()).toEqual([75, 75, 75]);
  });

  it('does not overwrite others: a deal changed in Close is read again before it is retried', async () => {
    const close = backgroundOf(2, {
      'deal.save': ({ opportunityId, base }) =>
        base.confidence === close.deals.get(opportunityId)?.values.confidence
          ? undefined
          : success({ state: 'conflict', operation: {} as never }),
    });
    const table = await tableOf(close, 2);
    close.save('theirs', 'oppo_2', { confidence: 10 });
    await table.start();
    expect(steps(table)).toEqual(['saved', 'failed']);
    expect(close.percents()).toEqual([75, 10]);
    expect(close.asked.at(-1)?.name).toBe('operation.cancel');
    await table.retry();
    expect(steps(table)).toEqual(['saved', 'saved']);
    expect(close.percents()).toEqual([75, 75]);
  });

  it('undoes all changes', async () => {
    const close = backgroundOf(3);
    const table = await tableOf(close, 3);
    await table.start();
    await table.undoAll();
    expect(close.percents()).toEqual([50, 50, 50]);
    expect(steps(table)).toEqual(['undone', 'undone', 'undone']);
  });

  it('undoes more changes than the recent changes hold', async () => {
    const close = backgroundOf(300);
    const table = await tableOf(close, 300);
    await table.start();
    await table.undoAll();
    expect(new Set(steps(table))).toEqual(new Set(['undone']));
    expect(new Set(close.percents())).toEqual(new Set([50]));
  });

  it('can retry an undo that failed', async () => {
    let isRefused = true;
    const close = backgroundOf(1, {
      'table.undo': () => (isRefused ? failure({ kind: 'forbidden' }) : undefined),
    });
    const table = await tableOf(close, 1);
    await table.start();
    await table.undoAll();
    expect(steps(table)).toEqual(['failed']);
    isRefused = false;
    await table.undoAll();
    expect(steps(table)).toEqual(['undone']);
    expect(close.percents()).toEqual([50]);
  });

  it('requests the catalog of an organization once and shares it between rows', async () => {
    const close = backgroundOf(3);
    const table = await tableOf(close, 3);
    const catalogs = table.rows.value.map(({ view }) => view.value?.organization.catalog);
    expect(catalogs[0]?.pipelines.length).toBeGreaterThan(0);
    expect(catalogs.every((catalog) => catalog === catalogs[0])).toBe(true);
    expect(close.asked.map(({ name }) => name)).toEqual([
      'table.deal',
      'table.organization',
      'table.deal',
      'table.deal',
    ]);
  });

  it('lists each deal once, and at most maxDeals', async () => {
    const close = backgroundOf(maxDeals + 2);
    const table = createBulkEdit(close.ask, createWait().wait);
    await table.add(references(2));
    expect(await table.add(references(maxDeals + 2))).toEqual({ remaining: 2, problem: null });
    expect(table.rows.value).toHaveLength(maxDeals);
  });
});

describe('a stage that asks', () => {
  beforeEach(() => vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((name) => name));

  const toProposal = action({ status_id: { how: 'set', value: 'stat_proposal' } });
  const both = action({
    status_id: { how: 'set', value: 'stat_proposal' },
    'custom.cf_text': { how: 'set', value: 'Call Lena' },
  });

  async function tableWith(stage: Stage, chosen = toProposal) {
    const close = backgroundOf(2, {}, { stat_proposal: stage });
    const filled = close.deals.get('oppo_2');
    if (filled) filled.values = { ...filled.values, 'custom.cf_text': 'Send the offer' };
    const table = createBulkEdit(close.ask, createWait().wait);
    await table.add(references(2));
    for (const row of table.rows.value) row.isTicked.value = true;
    table.action.value = chosen;
    const previews = table.rows.value.map(({ view }) => view.value && previewOf(chosen, view.value));
    await table.start();
    return { close, table, previews };
  }

  it('leaves deals out that lack what it requires, and says so', async () => {
    const { table, previews } = await tableWith({ requires: ['custom.cf_text'] });
    expect(steps(table)).toEqual(['ready', 'saved']);
    expect(previews.map((preview) => preview?.mismatch)).toEqual(['mismatchStage', '']);
    await table.undoAll();
    expect(steps(table)).toEqual(['ready', 'undone']);
  });

  it('says before the run what it asks for and the action leaves out', async () => {
    const { table, previews } = await tableWith({ asks: ['custom.cf_text'] });
    expect(previews.map((preview) => preview?.skipped)).toEqual(['manySkips', '']);
    expect(steps(table)).toEqual(['saved', 'saved']);
  });

  it('takes what the action itself fills in, and never writes the suggested confidence', async () => {
    const { close, table } = await tableWith({ requires: ['custom.cf_text'], confidence: 60 }, both);
    expect(steps(table)).toEqual(['saved', 'saved']);
    expect(close.percents()).toEqual([50, 50]);
  });
});
