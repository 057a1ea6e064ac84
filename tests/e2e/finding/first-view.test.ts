import { expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';

const story = useConnectedStory();

it('a popup loads nothing beside its first view until the deal is shown, and then the dialogs', async () => {
  const held = Promise.withResolvers<void>();
  story.sandbox.fault({ method: 'GET', path: /lead_id=/, then: { hold: held.promise, applied: 'before' } });
  const popup = await story.openPopup(await story.newPage(leadPage()));
  await popup.waitForSelector('::-p-text(Close is taking longer than usual)');
  await popup.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const loaded: string[] = [];
  const scripts = await popup.createCDPSession();
  scripts.on('Debugger.scriptParsed', ({ url }) => {
    if (url.includes('/chunks/')) loaded.push(url);
  });
  // Reports the scripts that are there, and then each new one.
  await scripts.send('Debugger.enable');
  expect(loaded).toEqual([]);
  held.resolve();
  await byRole(popup, 'heading', 'Marlow Robotics');
  await waitFor('the dialogs', () => loaded.some((address) => address.includes('ConflictDialog')));
});
