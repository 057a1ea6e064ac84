import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type KeyStorageProps, KeyStorageSection } from '../../../components/options/KeyStorageSection.tsx';
import { show } from '../harness/show.tsx';
import { vault } from '../samples/connections.ts';

type KeyStorageState = NonNullable<KeyStorageProps['keyStorageState']['value']>;

function showSection(first: KeyStorageState) {
  const keyStorageState = signal<KeyStorageState | null>(first);
  const message = signal('');
  const unlock = vi.fn<KeyStorageProps['unlock']>(async () => '');
  const locksWithComputer = signal(false);
  const handlers = {
    onLockWithComputer: vi.fn(),
    onMove: vi.fn(),
    onSetPassphrase: vi.fn(),
    onLock: vi.fn(),
    onForget: vi.fn(),
  };
  show(
    <KeyStorageSection
      {...{
        keyStorageState,
        message,
        unlock,
        locksWithComputer,
        knownWords: () => ['Northwind Trading'],
        ...handlers,
      }}
    />,
    'options',
  );
  return { keyStorageState, message, unlock, ...handlers };
}

const option = (name: string) => page.getByRole('radio', { name });
const use = page.getByRole('button', { name: 'Set passphrase' });
const first = page.getByLabelText('New passphrase');
const second = page.getByLabelText('Repeat passphrase');

describe('the key storage', () => {
  it('is shown and changed with one click', async () => {
    const { onMove } = showSection({ keyStorage: 'device', isLocked: false });
    await expect.element(option('On this device')).toBeChecked();
    await option('Until the browser closes').click();
    expect(onMove).toHaveBeenCalledExactlyOnceWith('session');
  });

  it('uses a passphrase only if it is strong and both entries match', async () => {
    const { onSetPassphrase, onMove } = showSection({ keyStorage: 'session', isLocked: false });
    await option('On this device, protected by a passphrase').click();
    await expect.element(use).toBeDisabled();
    await first.fill('12345678');
    await second.fill('12345678');
    await expect.element(page.getByText(/Too weak/)).toBeVisible();
    await expect.element(use).toBeDisabled();
    await first.fill('orchard lantern saddle');
    await expect.element(page.getByText(/Strong/)).toBeVisible();
    await expect.element(use).toBeDisabled();
    await second.fill('orchard lantern saddle');
    await page.getByRole('combobox', { name: 'Lock after inactivity of' }).selectOptions('1 hour');
    await use.click();
    expect(onSetPassphrase).toHaveBeenCalledExactlyOnceWith('orchard lantern saddle', 60);
    expect(onMove).not.toHaveBeenCalled();
  });

  it('refuses common passwords with a year, and the name of the organization', async () => {
    showSection({ keyStorage: 'session', isLocked: false });
    await option('On this device, protected by a passphrase').click();
    for (const weak of ['Password2026!!', 'Northwind Trading 2026']) {
      await first.fill('orchard lantern saddle');
      await expect.element(page.getByText(/Strong/)).toBeVisible();
      await first.fill(weak);
      await expect.element(page.getByText(/Too weak/)).toBeVisible();
    }
  });

  it('suggests a passphrase, which has to be repeated', async () => {
    const { onSetPassphrase } = showSection({ keyStorage: 'session', isLocked: false });
    await option('On this device, protected by a passphrase').click();
    await page.getByRole('button', { name: 'Suggest a passphrase' }).click();
    const suggested = page.getByRole('code').element().textContent;
    expect(suggested.split(' ')).toHaveLength(6);
    await expect.element(first).toHaveValue(suggested);
    await expect.element(page.getByText(/Strong/)).toBeVisible();
    await expect.element(use).toBeDisabled();
    await second.fill(suggested);
    await use.click();
    expect(onSetPassphrase).toHaveBeenCalledExactlyOnceWith(suggested, 15);
  });

  it('can be locked together with the computer, only if it has a passphrase', async () => {
    const { keyStorageState, onLockWithComputer } = showSection({ keyStorage: 'session', isLocked: false });
    const together = page.getByRole('checkbox', { name: 'Lock when the computer locks' });
    expect(together.query()).toBeNull();
    keyStorageState.value = { keyStorage: vault, isLocked: false };
    await together.click();
    expect(onLockWithComputer).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('can be locked immediately if it has a passphrase', async () => {
    const { onLock } = showSection({ keyStorage: vault, isLocked: false });
    await page.getByRole('button', { name: 'Lock now' }).click();
    expect(onLock).toHaveBeenCalledOnce();
  });
});

describe('the locked key storage', () => {
  it('asks for the passphrase, shows why it is refused, and offers nothing else', async () => {
    const { unlock } = showSection({ keyStorage: vault, isLocked: true });
    unlock.mockResolvedValueOnce('Wrong passphrase. Try again.');
    expect(page.getByRole('radio').elements()).toEqual([]);
    await expect.element(page.getByLabelText('Passphrase')).toHaveFocus();
    await userEvent.keyboard('wrong');
    await userEvent.keyboard('{Enter}');
    expect(unlock).toHaveBeenCalledExactlyOnceWith('wrong');
    await expect.element(page.getByRole('alert')).toHaveTextContent('Wrong passphrase. Try again.');
  });

  it('offers to remove the keys if the passphrase is forgotten', async () => {
    const { onForget } = showSection({ keyStorage: vault, isLocked: true });
    await page.getByText('Forgot your passphrase?').click();
    await page.getByRole('button', { name: 'Remove stored keys' }).click();
    expect(onForget).toHaveBeenCalledOnce();
  });
});

it('the passphrase is changed by a form that a button opens, and closed again once it is set', async () => {
  const { onSetPassphrase, onMove } = showSection({ keyStorage: vault, isLocked: false });
  const change = page.getByRole('button', { name: 'Change passphrase' });
  await expect.element(first).not.toBeInTheDocument();
  await change.click();
  await expect.element(change).toHaveAttribute('aria-expanded', 'true');
  await first.fill('orchard lantern saddle');
  await second.fill('orchard lantern saddle');
  await use.click();
  expect(onSetPassphrase).toHaveBeenCalledExactlyOnceWith('orchard lantern saddle', expect.any(Number));
  await expect.element(first).not.toBeInTheDocument();
  expect(onMove).not.toHaveBeenCalled();
});
