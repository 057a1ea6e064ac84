import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
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

it('stores confidences sorted and without repeats, and explains what it cannot store', async () => {
  const onChange = vi.fn();
  const props = { preferences: signal(defaultPreferences), locked: signal([]), message: signal('') };
  show(<PreferencesSection {...props} onChange={onChange} />, 'options');
  const presets = page.getByRole('textbox', { name: 'Confidence buttons' });
  await expect.element(presets).toHaveValue('0 10 25 50 75 90 100');
  await presets.fill('90, 10, 50, 10');
  await userEvent.tab();
  expect(onChange).toHaveBeenCalledExactlyOnceWith({ confidencePresets: [10, 50, 90] });
  await expect.element(presets).toHaveValue('10 50 90');
  await presets.fill('10, 150');
  await userEvent.tab();
  const sentence = 'Enter 1 to 7 whole numbers from 0 to 100, such as 10 50 90.';
  await expect.element(page.getByRole('alert')).toMatchTextContent(sentence);
  await expect.element(presets).toHaveAttribute('aria-invalid', 'true');
  await expect.element(presets).toHaveValue('10, 150');
  expect(onChange).toHaveBeenCalledOnce();
});

it('locks confidences that are preset', async () => {
  const props = { preferences: signal(defaultPreferences), message: signal('') };
  show(
    <PreferencesSection {...props} locked={signal(['confidencePresets'])} onChange={vi.fn()} />,
    'options',
  );
  await expect.element(page.getByRole('textbox', { name: 'Confidence buttons' })).toBeDisabled();
});
