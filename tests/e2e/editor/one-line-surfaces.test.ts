import { expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { takeUp, untilPressable } from '../../harness/in-page.ts';
import { chipOn, dealIsRead, leadPage, puts, storedDeal } from '../../harness/story.ts';
import {
  lineText,
  once,
  savedBy,
  shownChanges,
  type TypedInto,
  typeLine,
  untilSaid,
} from '../../harness/typed-line.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();
const line = 'prop 60% 12k next step: call Lena';
const sentences = [
  'Status: Demo done → Proposal sent',
  'Confidence: 75% → 60%',
  'Value: $12,500 → $12,000',
  'Next step: Send quote → call Lena',
];
const patch = {
  status_id: ids.statuses.proposalSent,
  confidence: 60,
  value: 1_200_000,
  [`custom.${ids.fields.nextStep}`]: 'call Lena',
};

type Opened = TypedInto & { close?(): Promise<void> };

async function inPopup(): Promise<Opened> {
  const editor = await story.openPopup(await story.newPage(leadPage()));
  return { editor, keyboard: editor.keyboard };
}

async function inPanel(): Promise<Opened> {
  const { editor: popup } = await inPopup();
  await (await byRole(popup, 'button', 'More')).press('Enter');
  const item = await byRole(popup, 'menuitem', 'Keep open in side panel');
  // Not awaited, because the popup closes while the key is down and the protocol then sends no answer.
  item.press('Enter').catch(() => {});
  const editor = await story.waitForExtensionPage('sidepanel.html');
  return { editor, keyboard: editor.keyboard, close: () => editor.close() };
}

async function inCard(): Promise<Opened> {
  const page = await story.newPage(leadPage());
  await (await untilPressable(await chipOn(page))).press('Enter');
  const editor = await waitFor('the card', () =>
    page.frames().find((frame) => frame.url().includes('card.html')),
  );
  await editor.waitForSelector('[role=radio]:focus');
  await takeUp(editor);
  return { editor, keyboard: page.keyboard };
}

it.each([
  ['the popup', inPopup],
  ['the side panel', inPanel],
  ['the in-page card', inCard],
])('a line in %s is saved by keyboard alone as one PUT and one entry with one Undo', async (_where, open) => {
  const into = await open();
  await dealIsRead(into.editor);
  const before = storedDeal(story);
  await typeLine(into, '60% flurb');
  await waitFor('the alert', async () => (await said(into.editor, 'alert')).includes('flurb'));
  await into.keyboard.press('Enter');
  await into.keyboard.press('Escape');
  expect(await lineText(into)).toBe('60% flurb');
  // The line is selected, so that typing replaces it.
  await typeLine(into, line);
  expect(await shownChanges(into, 4)).toEqual(sentences);
  const added = await savedBy(story, into, () => into.keyboard.press('Enter'));
  expect(added).toEqual(once(patch));
  await into.keyboard.press('u');
  await untilSaid(into, 'Undone');
  expect(puts(story)).toHaveLength(2);
  const { dateUpdated: _one, ...undone } = storedDeal(story);
  const { dateUpdated: _other, ...first } = before;
  expect(undone).toEqual(first);
  await typeLine(into, '');
  await into.keyboard.press('ArrowUp');
  await waitFor('the last line', async () => (await lineText(into)) === line);
  await into.close?.();
});
