import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { DealView } from '../../../lib/model/deal-view.ts';
import { encodeAttachment } from '../../../lib/opportunity/attachments.ts';
import { showAllFields, showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

const foreign = 'https://drive.example.com/offer%20v2.pdf';
const refusal = 'Close can only attach files that were uploaded to Close.';
const box = page.getByLabelText('Link to a file');
const toNote = page.getByRole('button', { name: 'Add to note as a link' });

async function attach(address: string, view: DealView = dealView({ attachments: [], note: 'Met Ana' })) {
  const shown = await showDeal(view);
  await showAllFields();
  await box.fill(address);
  await page.getByRole('button', { name: 'Attach' }).click();
  return shown;
}

describe('an address outside of Close', () => {
  it('is refused beside the field, before anything is sent', async () => {
    const { deal } = await attach(foreign);
    await expect.element(box).toBeInvalid();
    await expect.element(box).toHaveAccessibleDescription(refusal);
    await expect.element(box).toHaveValue(foreign);
    expect(deal.changed.value).toEqual([]);
  });

  it('can be added to a plain note as a separate line', async () => {
    const { background } = await attach(foreign);
    await toNote.click();
    await expect.element(page.getByLabelText('Note')).toHaveValue(`Met Ana\n${foreign}`);
    await expect.element(box).toHaveValue('');
    await expect.element(page.getByText(refusal)).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(background.patches).toEqual([{ note: `Met Ana\n${foreign}` }]);
  });

  it('becomes the first line of an empty note', async () => {
    await attach(foreign, dealView({ attachments: [] }));
    await toNote.click();
    await expect.element(page.getByLabelText('Note')).toHaveValue(foreign);
  });

  it('is appended as a paragraph to a formatted note', async () => {
    const note_html = '<body><p>Met <b>Ana</b></p></body>';
    const view = dealView({ attachments: [], note_html }, { opportunity: { noteHtml: note_html } });
    const { background } = await attach(foreign, view);
    await toNote.click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(background.patches)
      .toEqual([{ note_html: `<body><p>Met <b>Ana</b></p><p>${foreign}</p></body>` }]);
  });
});

it('a file in Close is attached', async () => {
  const url = 'https://app.close.com/go/file/persisted/orga_a/offer.pdf';
  const { deal } = await attach(url);
  await expect.element(page.getByRole('button', { name: 'offer.pdf', exact: true })).toBeVisible();
  await expect.element(toNote).not.toBeInTheDocument();
  expect(deal.ready.value.patch.attachments).toEqual([
    encodeAttachment({ filename: 'offer.pdf', url, content_type: 'application/octet-stream' }),
  ]);
});
