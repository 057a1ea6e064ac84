import { describe, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { beginWithDeal } from '../../harness/deal-story.ts';
import { dealIsRead, prefer, puts, type Story, storedDeal } from '../../harness/story.ts';
import {
  lineText,
  once,
  savedBy,
  shownChanges,
  type TypedInto,
  tabTo,
  typeLine,
  untilSaid,
} from '../../harness/typed-line.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

let story: Story;
let into: TypedInto;
let reopen: () => Promise<void>;

beginWithDeal(async ({ story: opened, page, popup }) => {
  story = opened;
  into = { editor: popup, keyboard: popup.keyboard };
  reopen = async () => {
    const editor = await story.openPopup(page);
    into = { editor, keyboard: editor.keyboard };
    await dealIsRead(editor);
  };
});

const press = (key: Parameters<TypedInto['keyboard']['press']>[0]) => into.keyboard.press(key);
const savedByEnter = () => savedBy(story, into, () => press('Enter'));
const { proposalSent, won, lost } = ids.statuses;

describe('a line, by keyboard alone,', () => {
  it('saves nothing while a word is not understood, and says which', async () => {
    await typeLine(into, '60% flurb');
    await waitFor('the alert', async () => (await said(into.editor, 'alert')).includes('flurb'));
    await press('Enter');
    expect(await lineText(into)).toBe('60% flurb');
    await press('Escape');
    await typeLine(into, '60%');
    expect(await savedByEnter()).toEqual(once({ confidence: 60 }));
  });

  it('lets the arrow keys choose where a word fits two people', async () => {
    await typeLine(into, '60% @zoran');
    await waitFor(
      'the choices',
      async () => (await into.editor.$$('#line-choices [role=option]')).length > 1,
    );
    await press('ArrowDown');
    await press('Enter');
    await waitFor('the choice', async () => (await lineText(into)).startsWith('60% @Zoran '));
    const added = await savedByEnter();
    const [body] = added.bodies;
    expect(added).toEqual(once(body));
    expect(Object.keys(body as object).sort()).toEqual(['confidence', 'user_id']);
  });

  it('lets the arrow keys choose what an unknown word was typed for', async () => {
    await typeLine(into, '60% propsal');
    await waitFor('the choice', () => into.editor.$('#line-choices [role=option]'));
    await press('ArrowDown');
    await press('Enter');
    await waitFor('the choice', async () => (await lineText(into)) === '60% Proposal sent ');
    expect(await savedByEnter()).toEqual(once({ confidence: 60, status_id: proposalSent }));
  });

  it.each([
    ['Won', 'won 15k', { status_id: won, value: 1_500_000, confidence: 100 }],
    ['Lost', 'lost 5% 15k', { status_id: lost, value: 1_500_000, confidence: 5 }],
  ])(
    'asks before it marks the deal as %s, and keeps the line if the answer is no',
    async (label, line, patch) => {
      const before = storedDeal(story);
      await typeLine(into, line);
      await press('Enter');
      await byRole(into.editor, 'dialog', `Mark as ${label}`);
      await press('Escape');
      await waitFor('the dialog to close', async () => (await into.editor.$('dialog')) === null);
      expect(puts(story)).toEqual([]);
      await reopen();
      await press('/');
      await waitFor('the line', async () => (await lineText(into)) === line);
      await press('Enter');
      await byRole(into.editor, 'dialog', `Mark as ${label}`);
      const added = await savedByEnter();
      const [body] = added.bodies;
      expect(added).toEqual(once(body));
      expect(body).toMatchObject(patch);
      expect(await lineText(into)).toBe('');
      await press('u');
      await untilSaid(into, 'Undone');
      const { statusId, value, confidence, dateWon } = before;
      expect(storedDeal(story)).toMatchObject({ statusId, value, confidence, dateWon });
    },
  );

  it('asks what the stage asks for, with the answer of the line', async () => {
    const nextStep = `custom.${ids.fields.nextStep}`;
    await prefer(story, { stages: { [proposalSent]: { asks: [nextStep], confidence: 60 } } });
    await reopen();
    await typeLine(into, 'prop next step: call Lena');
    await press('Enter');
    await byRole(into.editor, 'dialog', 'Move to Proposal sent');
    const answer = await byRole(into.editor, 'textbox', 'Next step');
    expect(await answer.evaluate((box) => (box as HTMLInputElement).value)).toBe('call Lena');
    expect(puts(story)).toEqual([]);
    expect(await savedByEnter()).toEqual(
      once({ status_id: proposalSent, confidence: 60, [nextStep]: 'call Lena' }),
    );
    await prefer(story, { stages: { [proposalSent]: {} } });
  });

  it('brings back the last ten lines by the arrow up', async () => {
    const lines = Array.from({ length: 11 }, (_none, index) => `${index + 10}%`);
    for (const line of lines) {
      await typeLine(into, line);
      await press('Enter');
      await untilSaid(into, `→ ${line}`);
    }
    await press('/');
    for (const line of lines.slice(1).reverse()) {
      await press('ArrowUp');
      await waitFor(`the line ${line}`, async () => (await lineText(into)) === line);
    }
    await press('ArrowUp');
    await press('ArrowDown');
    await waitFor('the line after the oldest', async () => (await lineText(into)) === '12%');
    expect(await savedByEnter()).toEqual(once({ confidence: 12 }));
  });

  it('is saved as a quick action, which then does the same in one press', async () => {
    await typeLine(into, 'prop 60%');
    await shownChanges(into, 2);
    await tabTo(into, 'button', 'Save as quick action');
    await press('Enter');
    await untilSaid(into, 'Saved as quick action.');
    expect(puts(story)).toEqual([]);
    await tabTo(into, 'button', 'prop 60%');
    expect(await savedByEnter()).toEqual(once({ status_id: proposalSent, confidence: 60 }));
  });

  it('is kept when the popup closes, and by Escape', async () => {
    await typeLine(into, '60% fri');
    await shownChanges(into, 2);
    await press('Escape');
    await waitFor('the focus to return', () => into.editor.$('[role=radio]:focus'));
    expect(await lineText(into)).toBe('60% fri');
    await waitFor('the line to be kept', () =>
      story.evaluateInWorker<boolean>(
        "chrome.storage.local.get(null).then((stored) => JSON.stringify(stored).includes('60% fri'))",
      ),
    );
    await reopen();
    await press('/');
    await waitFor('the line', async () => (await lineText(into)) === '60% fri');
    expect(puts(story)).toEqual([]);
  });
});
