import { expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();

it('the tip about links is shown once, when a deal is opened after the first save', async () => {
  const page = await story.newPage(leadPage(ids.sampleLead));
  const bar = async () => {
    const popup = await story.openPopup(page);
    const isRead = () => popup.$$eval('.reading-again, .opening', ({ length }) => length === 0);
    await waitFor('the deal', async () => (await isRead()) && (await popup.$('.said .meta')) !== null);
    return { popup, words: await popup.$eval('.said .meta', (words) => words.textContent) };
  };
  const first = await bar();
  expect(first.words).toBe('Up to date');
  await (await byRole(first.popup, 'radio', 'Proposal sent')).click();
  await waitFor('the save', async () => (await said(first.popup, 'status')).includes('Proposal sent'));
  await first.popup.close();
  const second = await bar();
  expect(second.words).toContain('Tip: right-click a link');
  await second.popup.close();
  const third = await bar();
  expect(third.words).toBe('Up to date');
  await third.popup.close();
  await page.close();
});
