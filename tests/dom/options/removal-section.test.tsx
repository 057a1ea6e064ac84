import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { RemovalSection } from '../../../components/options/RemovalSection.tsx';
import type { Removal } from '../../../lib/options/removal.ts';
import { show } from '../harness/show.tsx';

function showSection(first: Removal = { state: 'offered' }) {
  const removal = signal(first);
  const handlers = { onAsk: vi.fn(), onCancel: vi.fn(), onRemove: vi.fn() };
  show(<RemovalSection removal={removal} {...handlers} />, 'options');
  return { removal, ...handlers };
}

const dialog = page.getByRole('dialog', { name: 'Remove everything?' });
const remove = page.getByRole('button', { name: 'Remove everything' });

it('asks for confirmation before it removes', async () => {
  const { removal, onAsk, onRemove } = showSection();
  await remove.click();
  expect(onAsk).toHaveBeenCalledOnce();
  expect(onRemove).not.toHaveBeenCalled();
  removal.value = { state: 'asked', waiting: 0 };
  await dialog.getByRole('button', { name: 'Remove everything' }).click();
  expect(onRemove).toHaveBeenCalledOnce();
  expect(document.body.textContent).not.toContain('will be lost');
});

it('warns of waiting changes that would be lost', async () => {
  showSection({ state: 'asked', waiting: 2 });
  await expect
    .element(dialog)
    .toMatchTextContent("2 changes haven't been sent to Close yet and will be lost.");
});

it.each([
  ['Cancel', () => page.getByRole('button', { name: 'Cancel' }).click()],
  ['Escape', () => userEvent.keyboard('{Escape}')],
])('removes nothing on %s', async (_way, leave) => {
  const { onCancel, onRemove } = showSection({ state: 'asked', waiting: 0 });
  await expect.element(dialog).toBeVisible();
  await leave();
  expect(onCancel).toHaveBeenCalledOnce();
  expect(onRemove).not.toHaveBeenCalled();
});

it('cannot be pressed twice, and shows when it is done', async () => {
  const { removal } = showSection({ state: 'removing' });
  await expect.element(remove).toBeDisabled();
  removal.value = { state: 'removed' };
  await expect.element(page.getByRole('status')).toMatchTextContent('All data was removed from this device.');
});

it('shows that not everything could be removed, and can try again', async () => {
  const { onAsk } = showSection({ state: 'failed' });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Not everything was removed.');
  await remove.click();
  expect(onAsk).toHaveBeenCalledOnce();
});
