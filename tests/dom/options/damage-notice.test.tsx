import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { failure, success } from '../../../lib/model/result.ts';
import { showDeal, showEditor } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { backgroundOf, deals, lead } from '../samples/editors.ts';

const alert = page.getByRole('alert');
const dismiss = page.getByRole('button', { name: 'Dismiss' });

const expectNotice = (sentence: RegExp) => expect.element(alert.getByText(sentence)).toBeVisible();

async function openWith(...names: string[]) {
  const background = backgroundOf({ references: [lead] }, deals(1));
  const edits = names.map((leadName) => ({ id: crypto.randomUUID(), leadName }));
  background.answer('damage.read', () => success({ edits, hasChanges: false, lost: [] }));
  await showEditor(background).editor.open();
  return background;
}

it('unreadable changes are reported above the deal until the user dismisses the notice', async () => {
  const background = await openWith('Halden Foods', '');
  await expectNotice(/^A change to .?Halden Foods.? couldn't be read/);
  await expectNotice(/^A change to an unknown deal/);
  await expect.element(page.getByRole('radiogroup', { name: 'Status' })).toBeVisible();
  expect(background.asked('damage.dismiss')).toEqual([]);
  await dismiss.click();
  await expect.element(alert).not.toBeInTheDocument();
  expect(background.asked('damage.dismiss')).toHaveLength(1);
});

it('the notice stays if dismissing it fails', async () => {
  const background = await openWith('Halden Foods');
  background.answer('damage.dismiss', () => failure({ kind: 'storage' }));
  await dismiss.click();
  await expect.poll(() => background.asked('damage.dismiss')).toHaveLength(1);
  await expect.element(alert).toBeVisible();
});

it('each unreadable setting is reported until the user dismisses the notice', async () => {
  const background = backgroundOf({ references: [lead] }, deals(1));
  const lost = ['local:connections', 'local:preferences', 'local:pins', 'local:quick-actions'];
  background.answer('damage.read', () => success({ edits: [], hasChanges: false, lost }));
  background.answer('damage.dismiss', () => failure({ kind: 'storage' }));
  await showEditor(background).editor.open();
  await expectNotice(/^Your connection couldn't be read/);
  await expectNotice(/^Your settings couldn't be read and were reset/);
  await expectNotice(/^Your pinned fields couldn't be read and were reset/);
  await expectNotice(/^Your quick actions couldn't be read/);
  await dismiss.click();
  await expect.poll(() => background.asked('damage.dismiss')).toHaveLength(1);
  // The notice stays until the damaged settings could be removed.
  await expect.element(alert).toBeVisible();
  background.answer('damage.dismiss', () => success(null));
  await dismiss.click();
  await expect.element(alert).not.toBeInTheDocument();
});

it('an unreadable draft is reported, and removed when the user dismisses the notice', async () => {
  const { background } = await showDeal(dealView({}, { isDraftDamaged: true }));
  await expectNotice(/^Your earlier draft couldn't be read/);
  await dismiss.click();
  await expect.element(alert).not.toBeInTheDocument();
  expect(background.asked('draft.remove')).toHaveLength(1);
});

it('an unreadable store shows a message with "Try again" instead of an empty window', async () => {
  const background = backgroundOf({});
  background.answer('editor.open', () => failure({ kind: 'store-unreadable' }));
  background.answer('damage.read', () => failure({ kind: 'store-unreadable' }));
  const { editor, actions } = showEditor(background);
  await editor.open();
  await expectNotice(/^Chrome can't read Quick Edit's data, so nothing can be saved/);
  await page.getByRole('button', { name: 'Try again' }).click();
  expect(actions.reopen).toHaveBeenCalledOnce();
});
