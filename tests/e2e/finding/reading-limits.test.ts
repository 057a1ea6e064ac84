import { expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();

/** Returns arrival time and status of the requests whose path and query match. */
const requestsTo = (pattern: RegExp) =>
  story.sandbox.requests
    .filter(({ path, query }) => pattern.test(`${path}?${new URLSearchParams(query)}`))
    .map(({ at, status }) => ({ at, status }));

/** Expects one refused request, no request during its wait of 2 s, and then a successful one. */
function expectOneRetry(pattern: RegExp): void {
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
    expectOneRetry(path);
    await page.close();
  },
);

it('a search continues automatically after the rate limit', async () => {
  const path = /\/data\/search\//;
  story.sandbox.fault({ path, then: { status: 429, retryAfter: 2 } });
  const page = await story.newPage('https://plain.example.com/');
  const popup = await story.openPopup(page);
  await (await byRole(popup, 'searchbox', 'Find a deal')).type('Halden\n');
  await popup.waitForSelector(countdown);
  // Known deals are listed before Close answers.
  await waitFor('the answer', () => requestsTo(path).some(({ status }) => status === 200));
  expectOneRetry(path);
  await page.close();
});
