import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { suggestDeals } from '../../../entrypoints/background/browser/omnibox.ts';
import { recentChanges } from '../../../lib/storage/items.ts';

beforeEach(() => fakeBrowser.reset());

it.each([
  ['Smith & <Sons>', 'Smith &amp; &lt;Sons&gt;'],
  ['"A" and \'B\'', '&quot;A&quot; and &apos;B&apos;'],
  ['one\u0000two\u0007', 'one two '],
  ['\ud800 half an emoji', '\ufffd half an emoji'],
  ['not a\uffff character', 'not a  character'],
  ['👩‍🚀 Orbit', '👩‍🚀 Orbit'],
])('suggests a lead named %j as XML that Chrome can read', async (leadName, written) => {
  await recentChanges.write([
    {
      ...{ id: 'change', opportunityId: 'oppo_a', organizationId: 'orga_a', leadName, at: 0, how: 'saved' },
      ...{ patch: {}, before: {}, after: {}, ignored: [] },
    },
  ]);
  const suggest = vi.fn();
  await suggestDeals('', suggest);
  expect(suggest.mock.calls[0]?.[0]).toMatchObject([
    { content: 'oppo_a', description: expect.stringContaining(`\u2068${written}\u2069`) },
  ]);
});
