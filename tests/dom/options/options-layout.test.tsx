import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { AllSet } from '../../../components/options/AllSet.tsx';
import { OptionsLayout, type OptionsPart } from '../../../components/options/OptionsLayout.tsx';
import { show } from '../harness/show.tsx';

const tall = <div style={{ height: '1500px' }} />;
const parts: OptionsPart[] = [
  { id: 'account', name: 'account', purpose: 'accountHint', content: tall },
  { id: 'editing', name: 'editing', purpose: 'editingHint', content: tall },
  { id: 'sites', name: 'sites', purpose: 'sitesHint', content: <p>short</p> },
];

function showLayout(isManaged = false) {
  const isSaved = signal(false);
  show(
    <OptionsLayout {...{ parts, isManaged, isSaved }} version="1.0.0" onTrySample={() => {}} />,
    'options',
  );
  return isSaved;
}

const current = () => document.querySelector('[aria-current]')?.textContent;

it('names each part, says what it is for, and marks the one in view while scrolling', async () => {
  showLayout();
  await expect.element(page.getByRole('heading', { name: 'Editing' })).toBeInTheDocument();
  await expect.element(page.getByText('How clicks save', { exact: false })).toBeInTheDocument();
  expect(current()).toBe('Account');
  scrollTo(0, 1600);
  await expect.poll(current).toBe('Editing');
  scrollTo(0, document.documentElement.scrollHeight);
  await expect.poll(current).toBe('Sites');
  scrollTo(0, 0);
  await expect.poll(current).toBe('Account');
});

it('says "Saved" in a status region, and that an administrator manages settings', async () => {
  const isSaved = showLayout(true);
  await expect.element(page.getByText('Some settings are managed by your organization.')).toBeVisible();
  const status = page.getByRole('status');
  await expect.element(status).toHaveTextContent('');
  isSaved.value = true;
  await expect.element(status).toHaveTextContent('Saved');
});

it('tells what to try first with the actual shortcut, and leaves out pinning once pinned', async () => {
  const onChangeShortcut = vi.fn();
  const handlers = { onOpenClose: vi.fn(), onAddSite: vi.fn(), onChangeShortcut };
  show(<AllSet shortcut="Ctrl+Shift+Y" isPinned={true} {...handlers} />, 'options');
  await expect.element(page.getByText(/^Press Ctrl\+Shift\+Y on any page with a deal\./)).toBeVisible();
  expect(page.getByText(/^Pin Quick Edit/).elements()).toEqual([]);
  await page.getByRole('button', { name: 'Change shortcut' }).click();
  expect(onChangeShortcut).toHaveBeenCalledOnce();
  await page.getByRole('button', { name: 'Open a deal in Close' }).click();
  expect(handlers.onOpenClose).toHaveBeenCalledOnce();
});
