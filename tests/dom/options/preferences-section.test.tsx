import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PreferencesSection } from '../../../components/options/PreferencesSection.tsx';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { show } from '../harness/show.tsx';

it('locks and marks preset preferences, and leaves the others editable', async () => {
  const onChange = vi.fn();
  const preferences = signal({ ...defaultPreferences, asksBeforeSaving: true });
  const locked = signal(['asksBeforeSaving']);
  show(<PreferencesSection {...{ preferences, locked, onChange }} message={signal('')} />, 'options');
  const preset = page.getByRole('checkbox', { name: /^Save only when I press Save/ });
  await expect.element(preset).toBeChecked();
  await expect.element(preset).toBeDisabled();
  expect(page.getByText('Managed by your organization').elements()).toHaveLength(1);
  await page.getByRole('combobox', { name: 'Toolbar icon opens' }).selectOptions('Side panel');
  expect(onChange).toHaveBeenCalledExactlyOnceWith({ toolbarOpens: 'panel' });
});
