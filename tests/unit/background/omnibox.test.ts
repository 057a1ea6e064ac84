import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { suggestDeals } from '../../../entrypoints/background/browser/omnibox.ts';
import { rememberDeals } from '../../../entrypoints/background/deals/known-deals.ts';
import { sampleOpportunity } from '../samples/deal.ts';

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
