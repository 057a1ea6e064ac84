import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { ChangesSection } from '../../../components/options/ChangesSection.tsx';
import type { ChangeList } from '../../../lib/wording/change-rows.ts';
import { show } from '../harness/show.tsx';

it('says that the changes are locked, and leads to the passphrase', async () => {
  const isLocked = signal(true);
  const onUnlock = vi.fn();
  const list = signal<ChangeList>({ changes: [], organizations: {} });
  const actions = { onUnlock, onUndo: vi.fn(), onExport: vi.fn(), onClear: vi.fn() };
  show(<ChangesSection list={list} message={signal('')} isLocked={isLocked} {...actions} />, 'options');
  await expect.element(page.getByText('Locked. Unlock to see your recent changes.')).toBeVisible();
  await expect
    .element(page.getByText('Changes you save with Quick Edit appear here.'))
    .not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Enter passphrase' }).click();
  expect(onUnlock).toHaveBeenCalledOnce();
  isLocked.value = false;
  await expect.element(page.getByText('Locked. Unlock to see your recent changes.')).not.toBeInTheDocument();
});
