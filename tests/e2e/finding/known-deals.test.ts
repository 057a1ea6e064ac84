import { expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();

it('offers recent deals where a page has none, and finds known ones without a request', async () => {
  const page = await story.newPage(leadPage());
  const first = await story.openPopup(page);
  await (await byRole(first, 'radio', '90%')).click();
  await waitFor('the result', async () => (await said(first, 'status')).includes('75% → 90%'));
  await (await byRole(first, 'button', 'Undo')).click();
  await waitFor('the undo', async () => (await said(first, 'status')).includes('back to 75%'));
  await first.close();

  await page.goto('https://plain.example.com/');
  const popup = await story.openPopup(page);
  await byRole(popup, 'list', 'Recent deals');
  const lines = await popup.$$eval('[aria-label="Recent deals"] button', (buttons) =>
    buttons.map(({ textContent }) => textContent),
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/Marlow Robotics.*\$12,500.*75%.*Demo done/);

  story.sandbox.requests.length = 0;
  const box = await byRole(popup, 'searchbox', 'Find a deal');
  await box.type('ma');
  await byRole(popup, 'list', 'Opportunities');
  expect(story.sandbox.requests).toEqual([]);
  await popup.close();

  const again = await story.openPopup(page);
  await byRole(again, 'list', 'Recent deals');
  await again.keyboard.press('1');
  await byRole(again, 'radiogroup', 'Status');
  expect(story.sandbox.requests.map(({ path }) => path)).toContain(`/api/v1/opportunity/${ids.sampleDeal}/`);
  await page.close();
});
