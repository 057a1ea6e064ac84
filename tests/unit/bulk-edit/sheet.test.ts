import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createBulkEdit } from '../../../lib/bulk-edit/bulk-edit.ts';
import { createSheet } from '../../../lib/bulk-edit/sheet.ts';
import type { Row } from '../../../lib/bulk-edit/table-rows.ts';
import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import type { Stages } from '../../../lib/model/stages.ts';
import { catalog } from '../quick-actions/samples.ts';
import { backgroundOf, references } from './bulk-background.ts';

beforeEach(() => {
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockReturnValue('');
});

/** Creates a sheet with deals at 50%, and returns their rows. */
async function sheetOf(count: number, replies: Parameters<typeof backgroundOf>[1] = {}, stages: Stages = {}) {
  const close = backgroundOf(count, replies, stages);
  const deals = createBulkEdit(close.ask);
  await deals.add(references(count));
  const waits: (number | null)[] = [];
  const sheet = createSheet(close.ask, async (until) => void waits.push(until));
  const [row] = deals.rows.value;
  if (!row) throw new Error('The table has no row');
  return { close, sheet, row, rows: deals.rows.value, waits };
}

const stateOf = (row: Row, field: string) => row.cells.value.get(field);
const patches = (close: ReturnType<typeof backgroundOf>) =>
  close.asked.flatMap(({ name, input }) =>
    name === 'deal.save' ? [(input as { patch: unknown }).patch] : [],
  );
const ended = (sheet: ReturnType<typeof createSheet>) => expect.poll(() => sheet.unfinished.value).toBe(0);

describe('a cell', () => {
  it.each([
    ['confidence', '75 %', 75],
    ['value', '12k', 1_200_000],
    ['date_won', '2027-02-03', '2027-02-03'],
    ['date_won', '2027-02-03T00:00:00+00:00', '2027-02-03'],
    ['status_id', 'proposal sent', 'stat_proposal'],
    ['custom.cf_text', 'Call Lena', 'Call Lena'],
    ['custom.cf_choice', 'fit', 'Fit'],
    ['custom.cf_number', '1.5', 1.5],
  ])('%s saves “%s” as its own key alone', async (field, typed, value) => {
    const { close, sheet, row } = await sheetOf(1);
    sheet.enter(row, field, typed);
    await expect.poll(() => patches(close)).toEqual([{ [field]: value }]);
    await ended(sheet);
    expect(stateOf(row, field)).toEqual({ step: 'saved' });
    expect(sheet.valueOf(row, field)).toEqual(value);
  });

  it.each([
    ['confidence', 'lots', 'not-a-percent'],
    ['value', '12 bananas', 'not-an-amount'],
    ['date_won', 'someday', 'not-a-day'],
    ['status_id', 'Nowhere', 'not-offered'],
    ['custom.cf_choice', 'Weather', 'not-offered'],
  ])('%s keeps “%s” as it was typed, and saves nothing', async (field, typed, problem) => {
    const { close, sheet, row } = await sheetOf(1);
    sheet.enter(row, field, typed);
    expect(stateOf(row, field)).toEqual({ step: 'invalid', entry: typed, problem });
    await sheet.discard(row, field);
    expect(stateOf(row, field)).toBe(undefined);
    expect(patches(close)).toEqual([]);
  });

  it('does not save what the deal has already, or what the role may not edit', async () => {
    const { close, sheet, row } = await sheetOf(1);
    sheet.enter(row, 'confidence', '50');
    sheet.enter(row, 'custom.cf_locked', 'Mine');
    await ended(sheet);
    expect(patches(close)).toEqual([]);
  });

  it('asks before it moves the deal to Won, and saves the answers with the date', async () => {
    const { close, sheet, row } = await sheetOf(1);
    sheet.enter(row, 'status_id', 'Won');
    await expect.poll(() => sheet.opened.value?.deal.move.value?.status.label).toBe('Won');
    expect(patches(close)).toEqual([]);
    await sheet.opened.value?.deal.confirmMove();
    await ended(sheet);
    expect(patches(close)).toEqual([
      expect.objectContaining({ status_id: 'stat_won', date_won: expect.any(String) }),
    ]);
    expect(stateOf(row, 'status_id')).toEqual({ step: 'saved' });
  });

  it('waits as long as Close asks, and goes on with the same save', async () => {
    let isLimited = true;
    const until = 4_000_000_000_000;
    const { close, sheet, row, waits } = await sheetOf(1, {
      'deal.save': () => success({ state: 'waiting', problem: { kind: 'rate-limited' }, until }),
      'operation.follow': ({ id }) => {
        if (!isLimited) return close.save(id, 'oppo_1', { confidence: 75 });
        isLimited = false;
        return success({ state: 'waiting', problem: { kind: 'rate-limited' }, until: until + 1 });
      },
    });
    sheet.enter(row, 'confidence', '75');
    await ended(sheet);
    expect(waits).toEqual([until, until + 1]);
    expect(close.percents()).toEqual([75]);
  });

  it('shows what the later of two saves left, also if the answer to the earlier one arrives last', async () => {
    let earlier: Result<SaveAnswer> | undefined;
    const { close, sheet, row } = await sheetOf(1, {
      'deal.save': ({ id, patch }) => {
        if (earlier) return undefined;
        earlier = close.save(id, 'oppo_1', patch);
        return success({ state: 'waiting', problem: { kind: 'rate-limited' }, until: 0 });
      },
      'operation.follow': () => earlier,
    });
    sheet.enter(row, 'value', '5k');
    sheet.enter(row, 'date_won', '2027-02-03');
    await ended(sheet);
    expect(stateOf(row, 'date_won')).toEqual({ step: 'saved' });
    expect([sheet.valueOf(row, 'value'), sheet.valueOf(row, 'date_won')]).toEqual([500_000, '2027-02-03']);
  });

  it('keeps the value that Close refuses with its reason, and saves it when tried again', async () => {
    let isRefused = true;
    const { close, sheet, row } = await sheetOf(1, {
      'deal.save': () =>
        isRefused
          ? success({
              state: 'refused',
              problem: { kind: 'invalid', fieldErrors: { confidence: 'Too sure.' } },
            })
          : undefined,
    });
    sheet.enter(row, 'confidence', '75');
    await ended(sheet);
    expect(stateOf(row, 'confidence')).toMatchObject({ step: 'refused', value: 75, sentence: 'Too sure.' });
    isRefused = false;
    sheet.decide(row, 'confidence');
    await ended(sheet);
    expect(close.percents()).toEqual([75]);
  });

  it("overwrites no colleague's value: the question of the conflict decides", async () => {
    const conflict = {
      ...{ field: 'confidence', base: 50, mine: 75, theirs: 10 },
    };
    const { close, sheet, row } = await sheetOf(1, {
      'deal.save': ({ id, base, patch, ...deal }) =>
        success({
          state: 'conflict',
          operation: {
            ...{ ...deal, id, base, patch, state: 'conflict', conflicts: [conflict], attempts: 0 },
            ...{ notBefore: 0, createdAt: 0, expiresAt: 1e15 },
          },
        }),
      'operation.resolve': ({ id, mine }) =>
        mine.length > 0 ? close.save(id, 'oppo_1', { confidence: 75 }) : success({ state: 'gone' }),
    });
    sheet.enter(row, 'confidence', '75');
    await ended(sheet);
    expect(stateOf(row, 'confidence')).toMatchObject({ step: 'conflict', value: 75 });
    expect(close.percents()).toEqual([50]);
    sheet.decide(row, 'confidence');
    await sheet.opened.value?.deal.resolve(['confidence']);
    await ended(sheet);
    expect(close.percents()).toEqual([75]);
    expect(stateOf(row, 'confidence')).toEqual({ step: 'saved' });
  });

  it('says that the deal was deleted, and keeps what was typed', async () => {
    const { sheet, row } = await sheetOf(1, {
      'deal.save': () => success({ state: 'refused', problem: { kind: 'not-found' } }),
    });
    sheet.enter(row, 'value', '5');
    await ended(sheet);
    expect(stateOf(row, 'value')).toMatchObject({
      step: 'refused',
      value: 500,
      problem: { kind: 'not-found' },
    });
  });

  it('goes on once the keys are unlocked', async () => {
    let isLocked = true;
    const { close, sheet, row } = await sheetOf(1, {
      'deal.save': () => (isLocked ? failure({ kind: 'locked' }) : undefined),
    });
    sheet.enter(row, 'confidence', '75');
    await ended(sheet);
    expect(stateOf(row, 'confidence')).toMatchObject({ value: 75, problem: { kind: 'locked' } });
    isLocked = false;
    sheet.resume();
    await ended(sheet);
    expect(close.percents()).toEqual([75]);
    expect(stateOf(row, 'confidence')).toEqual({ step: 'saved' });
  });
});

describe('undo', () => {
  it('takes back one save after the other, the last first', async () => {
    const { close, sheet, rows } = await sheetOf(3);
    for (const [place, row] of rows.entries()) sheet.enter(row, 'confidence', String(60 + place));
    await ended(sheet);
    expect(await sheet.undo()).toBe(rows[2]);
    expect(close.percents()).toEqual([60, 61, 50]);
    await sheet.undo();
    await sheet.undo();
    expect(await sheet.undo()).toBe(null);
    expect(close.percents()).toEqual([50, 50, 50]);
  });

  const statuses = catalog.pipelines.flatMap((pipeline) => pipeline.statuses);
  it.each(statuses.filter(({ id }) => id !== 'stat_demo'))(
    'leads out of $label, also to a stage that requires what the deal lacks',
    async ({ id, label }) => {
      const { close, sheet, row } = await sheetOf(1, {}, { stat_demo: { requires: ['custom.cf_text'] } });
      const statusInClose = () => close.deals.get('oppo_1')?.values.status_id;
      sheet.enter(row, 'status_id', id);
      if (label === 'Won' || label === 'Lost') {
        await expect.poll(() => sheet.opened.value?.deal.move.value?.status.label).toBe(label);
        await sheet.opened.value?.deal.confirmMove();
      }
      await expect.poll(statusInClose).toBe(id);
      await ended(sheet);
      await sheet.undo();
      expect(statusInClose()).toBe('stat_demo');
    },
  );

  it('takes back the last save of one row', async () => {
    const { close, sheet, row, rows } = await sheetOf(2);
    for (const each of rows) sheet.enter(each, 'confidence', '80');
    await ended(sheet);
    await sheet.undoRow(row);
    expect(close.percents()).toEqual([50, 80]);
    expect(sheet.canUndo(row)).toBe(false);
  });

  it('can be tried again if it fails', async () => {
    let isRefused = true;
    const { close, sheet, row } = await sheetOf(1, {
      'table.undo': () => (isRefused ? failure({ kind: 'forbidden' }) : undefined),
    });
    sheet.enter(row, 'confidence', '80');
    await ended(sheet);
    await sheet.undo();
    expect(stateOf(row, 'confidence')).toMatchObject({ step: 'refused' });
    isRefused = false;
    await sheet.undo();
    expect(close.percents()).toEqual([50]);
  });
});
