import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { beginWithDeal } from '../../harness/deal-story.ts';
import { puts, type Story, storedDeal } from '../../harness/story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

let story: Story;
let popup: Page;

beginWithDeal(async (opened) => {
  ({ story, popup } = opened);
});

/** Types a line by keyboard alone, from where the focus is when a deal opens. */
async function typeLine(line: string): Promise<void> {
  await popup.keyboard.press('/');
  await byRole(popup, 'textbox', 'Type a change');
  await popup.keyboard.type(line);
}

const listed = () =>
  popup.$$eval('[aria-label=Changes] li', (items) => items.map(({ textContent }) => textContent));
const field = () => popup.$eval('[aria-label="Type a change"]', (input) => (input as HTMLInputElement).value);

describe('a line, by keyboard alone', () => {
  it('shows what changes, is saved with Enter as one PUT of exactly that, and undone at once', async () => {
    const before = storedDeal(story);
    await typeLine('prop 60% 12k next step: call Lena');
    await waitFor('the preview', async () => (await listed()).length === 4);
    expect(await listed()).toEqual([
      'Status: Demo done → Proposal sent',
      'Confidence: 75% → 60%',
      'Value: $12,500 → $12,000',
      'Next step: Send quote → call Lena',
    ]);
    await popup.keyboard.press('Enter');
    await waitFor('the result', async () =>
      (await said(popup, 'status')).includes('Demo done → Proposal sent'),
    );
    const [put, ...more] = puts(story);
    expect(more).toEqual([]);
    expect(put?.body).toEqual({
      status_id: ids.statuses.proposalSent,
      confidence: 60,
      value: 1_200_000,
      [`custom.${ids.fields.nextStep}`]: 'call Lena',
    });
    await popup.keyboard.press('u');
    await waitFor('the undo', async () => (await said(popup, 'status')).includes('Undone'));
    expect(puts(story)).toHaveLength(2);
    const { dateUpdated: _one, ...undone } = storedDeal(story);
    const { dateUpdated: _other, ...first } = before;
    expect(undone).toEqual(first);
  });

  it('saves nothing while a word is not understood, and says which', async () => {
    await typeLine('60% flurb');
    await waitFor('the alert', async () => (await said(popup, 'alert')).includes('flurb'));
    await popup.keyboard.press('Enter');
    expect(await field()).toBe('60% flurb');
    await popup.keyboard.press('Escape');
    await popup.keyboard.press('/');
    await popup.keyboard.type('60%');
    await popup.keyboard.press('Enter');
    await waitFor('the save', () => puts(story).length === 1);
    expect(puts(story).map(({ body }) => body)).toEqual([{ confidence: 60 }]);
  });

  it('lets the arrow keys choose where a word fits two people', async () => {
    await typeLine('60% @zoran');
    await waitFor('the choices', async () => (await popup.$$('#line-choices [role=option]')).length > 1);
    await popup.keyboard.press('ArrowDown');
    await popup.keyboard.press('Enter');
    await waitFor('the choice', async () => (await field()).startsWith('60% @Zoran '));
    await popup.keyboard.press('Enter');
    await waitFor('the save', () => puts(story).length === 1);
    expect(Object.keys(puts(story)[0]?.body as object).sort()).toEqual(['confidence', 'user_id']);
  });

  it('asks before it marks the deal as won', async () => {
    await typeLine('won 15k');
    await popup.keyboard.press('Enter');
    await byRole(popup, 'dialog', 'Mark as Won');
    expect(puts(story)).toEqual([]);
    await popup.keyboard.press('Enter');
    await waitFor('the save', () => puts(story).length === 1);
    expect(puts(story)[0]?.body).toMatchObject({ status_id: ids.statuses.won, value: 1_500_000 });
  });

  it('keeps the line when the popup closes', async () => {
    await typeLine('60% fri');
    await waitFor('the line to be kept', () =>
      story.evaluateInWorker<boolean>(
        "chrome.storage.local.get(null).then((stored) => JSON.stringify(stored).includes('60% fri'))",
      ),
    );
    await popup.reload();
    await byRole(popup, 'radio', 'Demo done');
    await popup.keyboard.press('/');
    await waitFor('the line', async () => (await field()) === '60% fri');
    expect(puts(story)).toEqual([]);
  });
});
