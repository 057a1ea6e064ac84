import { expect, it } from 'vitest';
import { byRole, chooseInMenu } from '../../harness/accessible.ts';
import { dealIsRead, leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();
const asked = () => story.sandbox.requests.filter(({ path }) => /status_change|\/event\//.test(path));

it('the history of a deal is asked for when it is opened, and puts an old status back with Undo', async () => {
  const popup = await story.openPopup(await story.newPage(leadPage()));
  await dealIsRead(popup);
  await (await byRole(popup, 'radio', 'Proposal sent')).click();
  await waitFor('the save', () => storedDeal(story).statusId === ids.statuses.proposalSent);
  expect(asked()).toEqual([]);

  await chooseInMenu(popup, 'History');
  const entries = await byRole(popup, 'list', 'History');
  const latest = () => entries.evaluate((list) => list.firstElementChild?.textContent ?? '');
  await waitFor('the change', async () => /Demo done.*Proposal sent/.test(await latest()));
  expect(asked().map(({ path }) => path)).toEqual(['/api/v1/activity/status_change/opportunity/']);
  await (await byRole(popup, 'button', 'All fields')).click();
  await waitFor('the second request', () => asked().length === 2);

  await (await byRole(popup, 'button', 'Put back')).click();
  await waitFor('the old status', () => storedDeal(story).statusId === ids.statuses.demoDone);
  expect(puts(story).map(({ body }) => body)).toEqual([
    { status_id: ids.statuses.proposalSent },
    { status_id: ids.statuses.demoDone },
  ]);
  await (await byRole(popup, 'button', 'Undo')).click();
  await waitFor('the undo', () => storedDeal(story).statusId === ids.statuses.proposalSent);
});
