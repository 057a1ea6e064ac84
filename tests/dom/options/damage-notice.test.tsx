import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { failure, success } from '../../../lib/model/result.ts';
import { showDeal, showEditor } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { backgroundOf, deals, lead } from '../samples/editors.ts';

const alert = page.getByRole('alert');
const dismiss = page.getByRole('button', { name: 'Dismiss' });

const told = (sentence: RegExp) => expect.element(alert.getByText(sentence)).toBeVisible();

async function openWith(...names: string[]) {
  const background = backgroundOf({ references: [lead] }, deals(1));
  const edits = names.map((leadName) => ({ id: crypto.randomUUID(), leadName }));
  background.answer('damage.read', () => success({ edits, hasChanges: false, lost: [] }));
  await showEditor(background).editor.open();
  return background;
}

it('an edit that cannot be read back is told above the deal, until that is dismissed', async () => {
  const background = await openWith('Halden Foods', '');
  await told(/^An edit of .?Halden Foods.? could not be read back/);
  await told(/^An edit of a deal that is not known any more/);
  await expect.element(page.getByRole('radiogroup', { name: 'Status' })).toBeVisible();
  expect(background.asked('damage.dismiss')).toEqual([]);
  await dismiss.click();
  await expect.element(alert).not.toBeInTheDocument();
  expect(background.asked('damage.dismiss')).toHaveLength(1);
});

it('it stays where the browser does not let go of it', async () => {
  const background = await openWith('Halden Foods');
  background.answer('damage.dismiss', () => failure({ kind: 'storage' }));
  await dismiss.click();
  await expect.poll(() => background.asked('damage.dismiss')).toHaveLength(1);
  await expect.element(alert).toBeVisible();
});

it('what was set up and cannot be read back is told thing by thing, until it is let go of', async () => {
  const background = backgroundOf({ references: [lead] }, deals(1));
  const lost = ['local:connections', 'local:preferences', 'local:pins', 'local:quick-actions'];
  background.answer('damage.read', () => success({ edits: [], hasChanges: false, lost }));
  background.answer('damage.dismiss', () => failure({ kind: 'storage' }));
  await showEditor(background).editor.open();
  await told(/^What was connected could not be read back from this device. Connect again/);
  await told(/^Your preferences could not be read back/);
  await told(/^The fields you pinned could not be read back/);
  await told(/^Your quick actions could not be read back/);
  await dismiss.click();
  await expect.poll(() => background.asked('damage.dismiss')).toHaveLength(1);
  // Until the store takes it.
  await expect.element(alert).toBeVisible();
  background.answer('damage.dismiss', () => success(null));
  await dismiss.click();
  await expect.element(alert).not.toBeInTheDocument();
});

it('a draft that cannot be read back is told once, and given up when that is dismissed', async () => {
  const { background } = await showDeal(dealView({}, { isDraftDamaged: true }));
  await told(/^What was typed here earlier could not be read back/);
  await dismiss.click();
  await expect.element(alert).not.toBeInTheDocument();
  expect(background.asked('draft.remove')).toHaveLength(1);
});

it('a store that cannot be read is a sentence with a way to try again, and no empty window', async () => {
  const background = backgroundOf({});
  background.answer('editor.open', () => failure({ kind: 'store-unreadable' }));
  background.answer('damage.read', () => failure({ kind: 'store-unreadable' }));
  const { editor, actions } = showEditor(background);
  await editor.open();
  await told(/^The browser does not let its store be read/);
  await page.getByRole('button', { name: 'Try again' }).click();
  expect(actions.reopen).toHaveBeenCalledOnce();
});
