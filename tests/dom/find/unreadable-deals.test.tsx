import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { success } from '../../../lib/model/result.ts';
import { showEditor } from '../harness/show.tsx';
import { backgroundOf, deals, lead, leadView } from '../samples/editors.ts';

/** Shows a lead with `count` deals and `unreadable` ones that could not be read. */
async function showLead(count: number, unreadable: number) {
  const opportunities = deals(count);
  const background = backgroundOf({ references: [lead] }, opportunities);
  background.answer('lead.open', () => success(leadView({ opportunities, unreadable })));
  const shown = showEditor(background);
  await shown.editor.open();
  return background;
}

describe('unreadable deals of a lead', () => {
  it('are counted after the readable ones', async () => {
    await showLead(2, 1);
    await expect
      .element(page.getByText("2 opportunities · from this page's URL · 1 deal couldn't be read"))
      .toBeVisible();
  });

  it('are counted if there are no others', async () => {
    await showLead(0, 3);
    await expect.element(page.getByText("3 deals couldn't be read")).toBeVisible();
  });

  it('prevent the only readable deal from being opened directly', async () => {
    const background = await showLead(1, 1);
    await expect.element(page.getByRole('list', { name: 'Opportunities' })).toBeVisible();
    expect(background.asked('deal.open')).toEqual([]);
  });
});
