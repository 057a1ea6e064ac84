import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { suggestDeals } from '../../../entrypoints/background/browser/omnibox.ts';
import { rememberDeals } from '../../../entrypoints/background/deals/known-deals.ts';
import { catalog, keyStorage, openVault } from '../../../lib/storage/items.ts';
import en from '../../../public/_locales/en/messages.json';
import { customFields, pipelines } from '../one-line/samples.ts';
import { sampleOpportunity } from '../samples/deal.ts';
import { sampleVault } from '../samples/vault.ts';

beforeEach(() => fakeBrowser.reset());

it.each([
  ['Smith & <Sons>', 'Smith &amp; &lt;Sons&gt;'],
  ['"A" and \'B\'', '&quot;A&quot; and &apos;B&apos;'],
  ['one\u0000two\u0007', 'one two '],
  ['\ud800 half an emoji', '\ufffd half an emoji'],
  ['not a\uffff character', 'not a  character'],
  ['👩‍🚀 Orbit', '👩‍🚀 Orbit'],
])('suggests a lead named %j as XML that Chrome can read', async (leadName, written) => {
  await rememberDeals([sampleOpportunity({}, { id: 'oppo_a', leadName })], { isUsed: true });
  const suggest = vi.fn();
  await suggestDeals('', suggest);
  expect(suggest.mock.calls[0]?.[0]).toMatchObject([
    { content: 'oppo_a', description: expect.stringContaining(`\u2068${written}\u2069`) },
  ]);
});

it('suggests no deal while the keys are locked', async () => {
  await rememberDeals([sampleOpportunity({}, { id: 'oppo_a', leadName: 'Marlow' })], { isUsed: true });
  await keyStorage.write(sampleVault());
  const suggested: unknown[] = [];
  for (const typed of ['', 'marlow', 'marlow 60%'])
    await suggestDeals(typed, (found) => suggested.push(found));
  expect(suggested).toEqual([[], [], []]);
  await openVault.write({ key: 'a2V5', until: Date.now() + 60_000 });
  await suggestDeals('marlow', (found) => suggested.push(found));
  expect(suggested.at(-1)).toMatchObject([{ content: 'oppo_a' }]);
});

describe('a name with a line behind it', () => {
  async function suggest(typed: string) {
    await rememberDeals(
      [
        sampleOpportunity({}, { id: 'oppo_a', leadName: 'Marlow Robotics' }),
        sampleOpportunity({}, { id: 'oppo_b', leadName: 'Marlow Fri Trading' }),
      ],
      { isUsed: true },
    );
    const given = vi.fn<(found: { content: string; description: string }[]) => void>();
    await suggestDeals(typed, given);
    return given.mock.calls[0]?.[0] ?? [];
  }

  it.each([
    ['marlow rob 60% fri', ['oppo_a 60% fri']],
    ['marlow fri', ['oppo_b']],
    ['marlow fri 60%', ['oppo_b 60%']],
    ['robotics won yesterday', ['oppo_a won yesterday']],
  ])('reads “%s” as the deal of the longest name and the rest', async (typed, contents) => {
    expect((await suggest(typed)).map(({ content }) => content)).toEqual(contents);
  });

  describe('the suggestion shows the changes', () => {
    const values = {
      ...{ status_id: 'stat_demo', confidence: 75, value: 1_250_000, value_period: 'one_time' },
      date_won: '2026-12-12',
    };
    async function described(line: string, names = pipelines) {
      const texts: Record<string, { message: string }> = en;
      vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((name) => texts[name]?.message ?? '');
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 25, 10) });
      const opportunity = sampleOpportunity(values, {
        id: 'oppo_a',
        leadName: 'A & B',
        valueFormatted: '$12,500',
      });
      await catalog('orga_a').write({ pipelines: names, customFields, readAt: 0 });
      await rememberDeals([opportunity], { isUsed: true });
      const given = vi.fn<(found: { content: string; description: string }[]) => void>();
      await suggestDeals(`a b ${line}`, given);
      vi.useRealTimers();
      return given.mock.calls[0]?.[0][0]?.description ?? '';
    }
    const withoutMarks = (description: string) => description.replace(/[\u2068\u2069]/g, '');

    it.each([
      ['60% fri', 'Confidence: 75% → 60% · Estimated close: Dec 12 → Nov 27'],
      ['prop 12k', 'Status: Demo done → Proposal sent · Value: $12,500 → $12,000'],
      ['+10% +1w', 'Confidence: 75% → 85% · Estimated close: Dec 12 → Dec 19'],
      ['won yesterday', 'Status: Demo done → Won · Estimated close: Dec 12 → Nov 24'],
    ])('of “%s”, before and after', async (line, changes) => {
      expect(withoutMarks(await described(line))).toBe(`A &amp; B · $12,500 · ${changes}`);
    });

    it.each(['next step: call', '60% foo', '60', '@sam', '75%', '60% 70%'])(
      'of “%s” only by the line itself, because it is unclear, needs the editor, or changes nothing',
      async (line) => {
        expect(withoutMarks(await described(line))).toBe(`A &amp; B · $12,500 · Demo done → ${line}`);
      },
    );

    it('with each value in its own direction', async () => {
      const inHebrew = pipelines.map((pipeline) => ({
        ...pipeline,
        statuses: pipeline.statuses.map((status) => ({ ...status, label: `שלב ${status.id.slice(5)}` })),
      }));
      const [, , change = ''] = (await described('won', inHebrew)).split(' · ');
      expect(change).toBe('Status: \u2068שלב demo\u2069 → \u2068שלב won\u2069');
    });
  });
});
