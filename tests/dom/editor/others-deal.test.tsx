import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Values } from '../../../lib/model/field-value.ts';
import { encodeAttachment } from '../../../lib/opportunity/attachments.ts';
import { showAllFields, showDeal } from '../harness/show.tsx';
import { connection, dealView } from '../samples/deals.ts';
import { quickAction } from '../samples/quick-actions.tsx';

const reason = 'You can only edit your own deals in Close. This one belongs to ⁨Sam Lee⁩.';
const file = encodeAttachment({
  filename: 'offer.pdf',
  url: 'https://app.close.com/go/file/a',
  content_type: '',
});

function show(values: Values = {}, editsOthers: boolean | null = false) {
  return showDeal(
    dealView(
      { user_id: 'user_sam', attachments: [file], note_html: '<body><p><b>Met</b></p></body>', ...values },
      {
        connection: { ...connection, ...(editsOthers !== null && { editsOthers }) },
        opportunity: { ownerName: 'Sam Lee', noteHtml: '<body><p><b>Met</b></p></body>' },
        quickActions: [quickAction('warm', 'Warm', { confidence: { how: 'set', value: 75 } })],
      },
    ),
  );
}

describe("another user's deal, for a user who may only edit their own deals,", () => {
  it('shows the reason once, and every control references it', async () => {
    await show();
    await showAllFields();
    await expect.element(page.getByText(reason)).toBeVisible();
    for (const control of [
      page.getByRole('radiogroup', { name: 'Status' }),
      page.getByRole('radiogroup', { name: 'Confidence' }),
      page.getByLabelText('Confidence (%)'),
      page.getByLabelText('Value', { exact: true }),
      page.getByLabelText('Next step'),
    ])
      await expect.element(control).toHaveAccessibleDescription(reason);
  });

  it('accepts no choice by mouse or key', async () => {
    const { background, deal } = await show();
    await page.getByRole('radio', { name: 'Proposal sent' }).click({ force: true });
    await page.getByRole('radio', { name: '90%' }).click({ force: true });
    await page.getByRole('radio', { name: 'Won' }).click({ force: true });
    await userEvent.keyboard('3');
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toBeChecked();
    expect(deal.move.value).toBeNull();
    expect(background.patches()).toEqual([]);
  });

  it('accepts no entry in any field', async () => {
    await show();
    await showAllFields();
    for (const name of ['Value', 'Estimated close', 'Owner', 'Contact', 'Next step', 'Confidence (%)'])
      await expect.element(page.getByLabelText(name, { exact: true })).toHaveAttribute('readonly');
    await expect.element(page.getByLabelText('Value period')).toBeDisabled();
    await expect.element(page.getByRole('button', { name: 'offer.pdf' })).toBeVisible();
    for (const name of ['Attach', 'Remove offer.pdf'])
      await expect.element(page.getByRole('button', { name })).not.toBeInTheDocument();
    await expect.element(page.getByLabelText('Add a line')).not.toBeInTheDocument();
  });

  it('shows why a quick action does not fit', async () => {
    const { background } = await show();
    await page.getByRole('button', { name: 'Warm' }).click();
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('You can only edit your own deals in Close.');
    expect(background.patches()).toEqual([]);
  });
});

describe.each([
  ["the user's own deal", { user_id: 'user_ana' }, false],
  ['a deal without an owner', { user_id: null }, false],
  ["another user's deal, if the user may edit all deals,", {}, true],
  ["another user's deal, if the rights are unknown,", {}, null],
] as const)('%s', (_what, values, editsOthers) => {
  it('is editable', async () => {
    const { background } = await show(values, editsOthers);
    await page.getByRole('radio', { name: 'Proposal sent' }).click();
    await expect.element(page.getByRole('radio', { name: 'Proposal sent' })).toBeChecked();
    expect(background.patches()).toEqual([{ status_id: 'stat_proposal' }]);
  });
});
