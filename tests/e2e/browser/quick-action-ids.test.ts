import { expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';

const story = useConnectedStory({ keepsCloseData: true });

it('a quick action with the id of a built-in menu item runs from its own item, and the built-in one still works', async () => {
  const options = await story.openExtensionPage('options.html');
  const warmer = {
    id: 'edit',
    name: 'Warmer',
    changes: { confidence: { how: 'raise', by: 10 } },
    appliesTo: { organizationId: null, pipelineIds: [] },
  };
  const write = (id: string) =>
    options.evaluate(
      `chrome.runtime.sendMessage(${JSON.stringify({
        name: 'quick-actions.write',
        input: { own: [{ ...warmer, id }], slots: ['own:edit', null, null, null] },
      })})`,
    );
  expect(await write('edit')).toMatchObject({ ok: true });
  const page = await story.newPage(leadPage());
  const popup = await story.popupAfter(() => story.clickMenu(page, { menuItemId: 'edit' }));
  await byRole(popup, 'button', 'Warmer');
  expect(puts(story)).toEqual([]);
  await popup.close();

  await story.clickMenu(page, { menuItemId: 'own:edit' });
  await waitFor('the save', () => storedDeal(story).confidence === 85);
  expect(await write('confidence:25')).toBeUndefined();
});
