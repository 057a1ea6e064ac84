import { expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { dealIsRead, leadPage, resetClose } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory({ keepsCloseData: true });

it('follows in-page navigation on Close: a lead, a list, an opportunity in the address', async () => {
  const page = await story.newPage(leadPage());
  const badge = () => story.badge(page);
  await waitFor('the lead', async () => (await badge()).title.includes('lead found on this page'));
  expect((await badge()).text).toBe('');
  await page.evaluate("history.pushState({}, '', '/opportunities/?view=list')");
  await page.evaluate("document.body.replaceChildren('No lead here')");
  await page.evaluate("history.pushState({}, '', '/opportunities/')");
  await waitFor('nothing', async () => (await badge()).title.includes('no deal'));
  await page.evaluate(`history.pushState({}, '', '/opportunities/?opportunity_id=${ids.sampleDeal}')`);
  await waitFor('the opportunity', async () => (await badge()).text === '1');
  expect(story.sandbox.requests).toEqual([]);
});

it('counts the opportunities of any page on which the button was pressed', async () => {
  const page = await story.newPage('https://logs.example.com/');
  expect((await story.badge(page)).text).toBe('');
  await byRole(await story.openPopup(page), 'list', 'Opportunities');
  await waitFor('the count', async () => (await story.badge(page)).text === '4');
  await page.close();
});

it('marks the pages of a deal with a draft, from the first key until it is saved or discarded', async () => {
  await resetClose(story);
  const pages = [
    await story.newPage(leadPage()),
    await story.newPage(`https://app.close.com/opportunities/?opportunity_id=${ids.sampleDeal}`),
    await story.newPage(leadPage(ids.leads.emoji)),
  ] as const;
  const become = (...expected: string[]) =>
    waitFor(`the badges "${expected.join('", "')}"`, async () => {
      // In sequence, because reading the tab of a hidden page brings it to the front.
      for (const [index, page] of pages.entries()) {
        if ((await story.badge(page)).text !== expected[index]) return false;
      }
      return true;
    });
  const type = async () => (await byRole(popup, 'textbox', 'Next step')).type('!');
  await become('', '1', '');
  let popup = await story.openPopup(pages[0]);
  await type();
  await become('•', '1•', '');
  await waitFor('the tooltip', async () => (await story.badge(pages[0])).title.includes('unsaved draft'));
  await popup.close();
  await story.killWorker();
  popup = await story.openPopup(pages[0]);
  await (await byRole(popup, 'button', 'Discard')).click();
  await become('', '1', '');
  await type();
  await become('•', '1•', '');
  await (await byRole(popup, 'button', 'Save')).click();
  await waitFor('the result', async () => (await said(popup, 'status')).includes('→'));
  await become('', '1', '');
  for (const page of pages) await page.close();
});

it('marks a save that needs the user, until the user has chosen', async () => {
  await resetClose(story);
  const page = await story.newPage(leadPage());
  const popup = await story.openPopup(page);
  await dealIsRead(popup);
  story.sandbox.changeBehind(ids.deals.sample, { confidence: 10 }, ids.users.sam);
  await (await byRole(popup, 'radio', '90%')).click();
  await waitFor('the mark', async () => (await story.badge(page)).text === '!');
  await waitFor('the tooltip', async () => (await story.badge(page)).title.includes('needs your attention'));
  await (await byRole(popup, 'button', 'Keep theirs')).click();
  await waitFor('no mark', async () => (await story.badge(page)).text === '');
});

it('marks a waiting save, in the words of the status bar, until it is saved', async () => {
  await resetClose(story);
  const page = await story.newPage(leadPage());
  const popup = await story.openPopup(page);
  await dealIsRead(popup);
  story.sandbox.fault({ method: 'PUT', then: { status: 429, retryAfter: 5 } });
  await (await byRole(popup, 'radio', '90%')).click();
  await waitFor('the mark', async () => {
    const { text, title } = await story.badge(page);
    return text === '•' && title.includes('Not saved yet.');
  });
  await waitFor('no mark', async () => (await story.badge(page)).text === '');
});
