import { expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();

/** When requests whose path and query match arrived, and how they ended. */
const requestsTo = (pattern: RegExp) =>
  story.sandbox.requests
    .filter(({ path, query }) => pattern.test(`${path}?${new URLSearchParams(query)}`))
    .map(({ at, status }) => ({ at, status }));

/** Expects one refused request, then none before its wait of 2 s ended, then one that succeeded. */
function expectPatience(pattern: RegExp): void {
  const [refused, ...others] = requestsTo(pattern);
  expect(refused?.status).toBe(429);
  expect(others.map(({ status }) => status)).toEqual([200]);
  expect((others[0]?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(2000);
}

const countdown = '[role=alert] button:disabled ::-p-text(Try again in)';

it.each([
  [
    'a deal',
    `https://plain.example.com/?deal=${ids.sampleDeal}`,
    'radiogroup',
    'Status',
    /\/opportunity\/oppo_/,
  ],
  ['a list', leadPage(ids.leads.threeDeals), 'list', 'Opportunities', /\/opportunity\/\?.*lead_id/],
] as const)(
  '%s opens once the rate limit is over, without a click',
  async (_what, address, role, name, path) => {
    story.sandbox.fault({ path, then: { status: 429, retryAfter: 2 } });
    const page = await story.newPage(address);
    const popup = await story.openPopup(page);
    await popup.waitForSelector(countdown);
    await byRole(popup, role, name);
    expectPatience(path);
    await page.close();
  },
);

it('a search is answered once the rate limit is over, without a click', async () => {
  const path = /\/lead\/\?query/;
  story.sandbox.fault({ path, then: { status: 429, retryAfter: 2 } });
  const page = await story.newPage('https://plain.example.com/');
  const popup = await story.openPopup(page);
  await (await byRole(popup, 'searchbox', 'Find a deal')).type('Halden\n');
  await popup.waitForSelector(countdown);
  await byRole(popup, 'list', 'Opportunities');
  expectPatience(path);
  await page.close();
});
