import { beforeAll, expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { connectFully, leadPage, puts } from '../../harness/story.ts';
import { useInstalledStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids, keys } from '../../sandbox/seed.ts';

const story = useInstalledStory();
beforeAll(async () => {
  const reviews = Array.from({ length: 20 }, (_none, index) => ({
    ...{ id: `stat_review${index + 1}`, label: `Review ${index + 1}`, type: 'active' as const },
  }));
  // Before the pipelines are read, when the user connects.
  story.sandbox.world.pipelines.get(ids.pipelines.sales)?.statuses.splice(4, 0, ...reviews);
  await story.openExtensionPage('options.html');
  await connectFully(story, keys.ana);
});

it('a status among 26 is found by its letters, and pressed in the list that unfolds', async () => {
  const popup = await story.openPopup(await story.newPage(leadPage()));
  await byRole(popup, 'radiogroup', 'Status');
  await popup.waitForSelector('.unfolding ::-p-text(2 of 26)');
  await popup.keyboard.type('neg');
  await popup.waitForSelector('.stages:popover-open [aria-label=Negotiation]:focus');
  await popup.keyboard.press('Enter');
  await waitFor('the save', () => puts(story).length === 1);
  await (await popup.waitForSelector('.stages:not([popover]) [aria-label=Negotiation]'))?.click();
  await popup.waitForSelector('.stages:popover-open');
  await (await byRole(popup, 'radio', 'Review 9')).click();
  await waitFor('the second save', () => puts(story).length === 2);
  expect(puts(story).map(({ body }) => body)).toEqual([
    { status_id: ids.statuses.negotiation },
    { status_id: 'stat_review9' },
  ]);
});
