import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { failure, success } from '../../../lib/model/result.ts';
import { showEditor } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { backgroundOf, deals, idOf, openTab, type Tab } from '../samples/editors.ts';

/** Opens an editor whose keys are locked until a passphrase is entered. */
async function openLocked(tab: Partial<Tab>, isLockedAtFirst = true) {
  const background = backgroundOf(tab);
  let isLocked = isLockedAtFirst;
  const locked = failure({ kind: 'locked' });
  const list = { leadName: '', opportunities: deals(2), catalog: dealView().catalog, lastUsedId: '' };
  background.answer('deal.open', ({ opportunityId: id }) =>
    isLocked ? locked : success(dealView({}, { opportunity: { id } })),
  );
  background.answer('deals.find', () => (isLocked ? locked : success(list)));
  background.answer('deal.save', () => {
    isLocked = true;
    return locked;
  });
  const { editor, actions } = showEditor(background);
  actions.askPassphrase.mockImplementation(editor.askPassphrase);
  actions.unlock.mockImplementation(async () => {
    isLocked = false;
    void editor.goOn();
    return '';
  });
  await editor.open();
  return background;
}

async function enterPassphrase() {
  await page.getByRole('textbox', { name: 'Passphrase' }).fill('a long one');
  await page.getByRole('button', { name: 'Unlock' }).click();
}

const pointedAt = { kind: 'opportunity', id: idOf('oppo', 7), foundIn: 'pointed-at' } as const;
const intent = {
  id: crypto.randomUUID(),
  reference: pointedAt,
  action: null,
  changeId: '',
  find: '',
  expiresAt: 0,
};

it("after the passphrase, the deal the user pointed at opens instead of the page's deal", async () => {
  const background = await openLocked({ intent });
  // The background delivers an intent to one request and its repetitions.
  const [first] = background.asked('editor.open');
  background.answer('editor.open', ({ id }) => openTab(background, id === first?.id ? { intent } : {}));
  await enterPassphrase();
  await expect.element(page.getByRole('radiogroup', { name: 'Status' })).toBeVisible();
});

it('a search on a page without a deal asks for the passphrase and then continues', async () => {
  await openLocked({});
  await page.getByRole('searchbox', { name: 'Find a deal' }).fill('Marlow');
  await page.getByRole('alert').getByRole('button', { name: 'Unlock' }).click();
  await enterPassphrase();
  await expect.element(page.getByRole('list', { name: 'Opportunities' })).toBeVisible();
  await expect.element(page.getByRole('searchbox', { name: 'Find a deal' })).toHaveValue('Marlow');
});

it('choices after the keys have locked are refused and become a draft', async () => {
  const background = await openLocked({ intent }, false);
  await page.getByRole('radio', { name: 'Proposal sent' }).click();
  await page.getByRole('radio', { name: '90%' }).click();
  const said = page
    .getByRole('alert')
    .getByText('Locked. Enter your passphrase to continue; what you typed is kept.');
  await expect.element(said).toBeVisible();
  await expect.element(page.getByText('2 changes: Status, Confidence')).toBeVisible();
  expect(background.asked('draft.write').at(-1)).toMatchObject({
    base: { status_id: 'stat_demo', confidence: 50 },
    entries: { status_id: 'stat_proposal', confidence: '90' },
  });
});

it('a deal marked as won after the keys have locked is a draft too, and saving it asks again', async () => {
  const background = await openLocked({ intent }, false);
  await page.getByRole('radio', { name: 'Won' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as Won' }).click();
  await expect.element(page.getByRole('alert').getByRole('button', { name: 'Unlock' })).toBeVisible();
  expect(background.asked('draft.write').at(-1)?.entries).toMatchObject({ status_id: 'stat_won' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('dialog', { name: 'Mark as Won' })).toBeVisible();
});

it('after the passphrase, a refused save returns to its deal, even if the user had pointed at it', async () => {
  const background = await openLocked({ intent }, false);
  await page.getByRole('radio', { name: 'Proposal sent' }).click();
  await page.getByRole('alert').getByRole('button', { name: 'Unlock' }).click();
  await enterPassphrase();
  await expect.element(page.getByRole('radiogroup', { name: 'Status' })).toBeVisible();
  expect(background.asked('deal.open').at(-1)?.opportunityId).toBe(pointedAt.id);
});
