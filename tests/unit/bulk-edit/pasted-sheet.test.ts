import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { parseCsv } from '../../../lib/base/csv.ts';
import { createBulkEdit } from '../../../lib/bulk-edit/bulk-edit.ts';
import { pasteSheet } from '../../../lib/bulk-edit/paste-sheet.ts';
import { readPastedSheet } from '../../../lib/bulk-edit/pasted-sheet.ts';
import { createSheet } from '../../../lib/bulk-edit/sheet.ts';
import type { Stages } from '../../../lib/model/stages.ts';
import { sampleOpportunity } from '../samples/deal.ts';
import { backgroundOf } from './bulk-background.ts';

beforeEach(() => {
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((name, words) =>
    [name, words ?? []].flat().join(' '),
  );
});

const idOf = (place: number) => `oppo_${String(place).repeat(43)}`;

/** Pastes a text into an empty table in front of two deals at 50%. */
async function paste(text: string, stages: Stages = {}) {
  const close = backgroundOf(0, {}, stages);
  for (const place of [1, 2])
    close.deals.set(
      idOf(place),
      sampleOpportunity(
        { status_id: 'stat_demo', confidence: 50, value: 100_000, date_won: '2027-01-01' },
        { id: idOf(place), organizationId: 'orga_a' },
      ),
    );
  const deals = createBulkEdit(close.ask);
  const sheet = readPastedSheet(text);
  if (!sheet) return null;
  const pasted = await pasteSheet(sheet, deals, createSheet(close.ask));
  return { close, deals, pasted, proposals: deals.rows.value.map(({ proposal }) => proposal.value) };
}

const changesOf = (pasted: Awaited<ReturnType<typeof paste>>) =>
  pasted?.proposals.map((each) => each?.action?.changes);
const set = (value: unknown) => ({ how: 'set', value });

describe('a pasted sheet', () => {
  it.each([
    ['commas', `id,confidence,close date\n${idOf(1)},75%,2027-03-01\n${idOf(2)},10,`],
    [
      'tabs and links',
      `Link\tConfidence\tClose date\nhttps://x.example/?o=${idOf(1)}\t75\t2027-03-01\n${idOf(2)}\t10\t`,
    ],
    [
      'semicolons and German heads',
      `Deal;Confidence;Abschlussdatum\n${idOf(1)};75 %;2027-03-01\n${idOf(2)};10;`,
    ],
  ])('with %s proposes its values by the names of its heads', async (_name, text) => {
    const pasted = await paste(text);
    expect(changesOf(pasted)).toEqual([
      { confidence: set(75), date_won: set('2027-03-01') },
      { confidence: set(10) },
    ]);
    await pasted?.deals.start();
    expect(pasted?.close.percents()).toEqual([75, 10]);
    await pasted?.deals.undoAll();
    expect(pasted?.close.percents()).toEqual([50, 50]);
  });

  it("reads Close's own export: written amounts count, and columns without an editable field are passed over", async () => {
    const heads =
      'id,lead_id,lead_name,status_label,confidence,value,value_formatted,value_period,date_won,custom.cf_text';
    const pasted = await paste(
      `${heads}\n${idOf(1)},lead_1,"Marlow, Inc",Proposal sent,50,150000,"$1,500 monthly",monthly,2027-01-01,Call`,
    );
    expect(changesOf(pasted)).toEqual([
      {
        ...{ status_id: set('stat_proposal'), confidence: set(50), value: set(150_000) },
        ...{ value_period: set('monthly'), date_won: set('2027-01-01'), 'custom.cf_text': set('Call') },
      },
    ]);
    expect(pasted?.pasted.unused).toEqual([]);
  });

  it('says per row what does not fit, and goes on with the rest', async () => {
    const pasted = await paste(
      `id,confidence,value,cf_locked,Mood\n${idOf(1)},lots,5k,x,good\n${idOf(2)},20,,,\n${idOf(2)},30,,,\n${idOf(9)},40,,,`,
    );
    expect(changesOf(pasted)).toEqual([{ value: set(500_000) }, { confidence: set(20) }, undefined]);
    expect(pasted?.proposals[0]?.problems).toEqual([
      expect.stringMatching(/^pasteUnfit .*lots/s),
      expect.stringMatching(/^pasteLocked .*cf_locked/s),
    ]);
    expect(pasted?.proposals[1]?.problems).toEqual(['pasteTwice']);
    expect(pasted?.pasted.unused).toEqual(['Mood']);
    expect(pasted?.deals.rows.value[2]?.state.value).toMatchObject({ problem: { kind: 'not-found' } });
    await pasted?.deals.start();
    expect(pasted?.close.percents()).toEqual([50, 20]);
  });

  it('is no sheet without heads, and rows without a known head only add their deals', async () => {
    expect(readPastedSheet(`${idOf(1)}\n${idOf(2)}`)).toBe(undefined);
    expect(readPastedSheet(`see https://x.example/${idOf(1)}, please`)).toBe(undefined);
    const pasted = await paste(`id,Mood\n${idOf(1)},good`);
    expect(pasted?.proposals).toEqual([null]);
    expect(pasted?.pasted.unused).toEqual([]);
  });
});

it('reads quotes, empty cells and every kind of line break', () => {
  expect(parseCsv('a,b\r\n"1, ""x""\ny",\r3,"4')).toEqual([
    ['a', 'b'],
    ['1, "x"\ny', ''],
    ['3', '4'],
  ]);
  expect(parseCsv('')).toEqual([]);
});

it('a pasted stage that requires a field moves only the deals whose line brings the field', async () => {
  const text = `id,status,cf_text\n${idOf(1)},Proposal sent,Call Lena\n${idOf(2)},Proposal sent,\n`;
  const pasted = await paste(text, { stat_proposal: { requires: ['custom.cf_text'] } });
  await pasted?.deals.start();
  const statuses = [...(pasted?.close.deals.values() ?? [])].map(({ values }) => values.status_id);
  expect(statuses).toEqual(['stat_proposal', 'stat_demo']);
  await pasted?.deals.undoAll();
  expect(pasted?.close.deals.get(idOf(1))?.values.status_id).toBe('stat_demo');
});
