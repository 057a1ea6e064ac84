import { describe, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';
import type { FaultAction } from '../../sandbox/traffic-types.ts';

const story = useConnectedStory();

describe('the popup, never blank,', () => {
  it.each<[string, FaultAction, string]>([
    ['a lost connection', 'drop-before', "Can't reach Close. Check your connection."],
    ['HTML in place of JSON', 'html', 'Close sent an unexpected response.'],
    ['JSON that breaks off', 'malformed', 'Close sent an unexpected response.'],
    ['a redirect', { redirect: 'https://plain.example.com/' }, "Can't reach Close. Check your connection."],
    ['a rate limit', { status: 429, retryAfter: 3 }, 'Too many requests to Close right now.'],
    ['an empty 504', { status: 504 }, "Close didn't respond in time."],
    ['a refused key', { status: 401 }, 'Close no longer accepts your API key.'],
    ['a missing deal', { status: 404 }, 'Deal not found.'],
  ])('shows %s in one sentence with one button', async (_what, then, sentence) => {
    story.sandbox.fault({ path: /\/(opportunity|me)\//, times: Number.POSITIVE_INFINITY, then });
    const page = await story.newPage(leadPage());
    const popup = await story.openPopup(page);
    await waitFor(`"${sentence}"`, async () => (await said(popup, 'alert')).includes(sentence));
    expect(await popup.$$eval('[role=alert] button', (buttons) => buttons.length)).toBe(1);
  });

  it('opens the deal on "Try again" once Close is available', async () => {
    story.sandbox.fault({ path: '/opportunity/', times: Number.POSITIVE_INFINITY, then: { status: 504 } });
    const page = await story.newPage(leadPage());
    const popup = await story.openPopup(page);
    const again = await byRole(popup, 'button', 'Try again');
    story.sandbox.reset();
    await again.click();
    await byRole(popup, 'heading', 'Marlow Robotics');
  });
});

describe('data from Close', () => {
  it('is shown as plain text', async () => {
    const page = await story.newPage(leadPage(ids.leads.markup));
    const popup = await story.openPopup(page);
    await byRole(popup, 'radiogroup', 'Status');
    expect(await popup.$eval('h1', (heading) => heading.textContent)).toContain('<img');
    expect(await popup.$$eval('img', (images) => images.length)).toBe(0);
  });

  it('may lack every optional key', async () => {
    const page = await story.newPage(`https://app.close.com/opportunities/?id=${ids.deals.sparse}`);
    const popup = await story.openPopup(page);
    await byRole(popup, 'radiogroup', 'Status');
  });

  it('locks an amount with unclear decimals, and shows why', async () => {
    story.sandbox.world.zeroDecimalFactor = 1;
    const page = await story.newPage(`https://app.close.com/opportunities/?id=${ids.deals.yen}`);
    const popup = await story.openPopup(page);
    await (await byRole(popup, 'button', 'All fields')).click();
    await popup.waitForSelector('::-p-text(Close shows a different amount than it stores.)');
  });
});
