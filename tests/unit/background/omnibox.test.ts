import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { suggestDeals } from '../../../entrypoints/background/browser/omnibox.ts';
import { rememberDeals } from '../../../entrypoints/background/deals/known-deals.ts';
import { keyStorage, openVault } from '../../../lib/storage/items.ts';
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
  async function suggested(typed: string) {
    await rememberDeals(
      [
        sampleOpportunity({}, { id: 'oppo_a', leadName: 'Marlow Robotics' }),
        sampleOpportunity({}, { id: 'oppo_b', leadName: 'Marlow Fri Trading' }),
      ],
      { isUsed: true },
    );
    const suggest = vi.fn();
    await suggestDeals(typed, suggest);
    return suggest.mock.calls[0]?.[0].map(({ content }: { content: string }) => content);
  }

  it.each([
    ['marlow rob 60% fri', ['oppo_a 60% fri']],
    ['marlow fri', ['oppo_b']],
    ['marlow fri 60%', ['oppo_b 60%']],
    ['robotics won yesterday', ['oppo_a won yesterday']],
  ])('reads “%s” as the deal of the longest name and the rest', async (typed, contents) => {
    expect(await suggested(typed)).toEqual(contents);
  });
});
