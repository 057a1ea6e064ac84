import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ConnectionsSection } from '../../../components/options/ConnectionsSection.tsx';
import type { Connecting } from '../../../lib/options/connections.ts';
import { show } from '../harness/show.tsx';
import { connecting, otherConnection, ownConnection } from '../samples/connections.ts';

const redirectAddress = 'https://sample.chromiumapp.org/';
const keysAddress = 'https://app.close.com/settings/developer/api-keys/';

function showForm(first: Connecting = connecting()) {
  const shown = signal(first);
  const onConnect = vi.fn<(pasted: string) => void>();
  const onMakeDefault = vi.fn();
  const onDisconnect = vi.fn();
  const onAuthorize = vi.fn();
  const handlers = { onConnect, onAuthorize, onMakeDefault, onDisconnect };
  show(
    <ConnectionsSection {...{ connecting: shown, keysAddress, redirectAddress, ...handlers }} />,
    'options',
  );
  return { shown, ...handlers };
}

const key = page.getByRole('textbox', { name: 'API key' });
const connect = page.getByRole('button', { name: 'Connect', exact: true });

describe('before a key is connected', () => {
  it('shows nothing while the connections are loading', () => {
    showForm(connecting({ connections: null }));
    expect(page.getByRole('textbox').elements()).toEqual([]);
  });

  it('shows an empty field for the key and a link to the keys in Close', async () => {
    showForm();
    await expect.element(key).toHaveValue('');
    await expect.element(key).toHaveAttribute('autocomplete', 'off');
    const link = page.getByRole('link', { name: 'Open API keys' });
    await expect.element(link).toHaveAttribute('href', keysAddress);
    await expect.element(link).toHaveAttribute('rel', 'noreferrer');
  });

  it('masks the key until it is shown', async () => {
    showForm();
    await key.fill('api_abc.def');
    const mask = () => getComputedStyle(key.element()).getPropertyValue('-webkit-text-security');
    expect(mask()).toBe('disc');
    const show = page.getByRole('button', { name: 'Show key' });
    await show.click();
    await expect.element(show).toHaveAttribute('aria-pressed', 'true');
    expect(mask()).toBe('none');
    await show.click();
    expect(mask()).toBe('disc');
  });

  it.each([
    ['the button', () => connect.click()],
    ['Enter', () => userEvent.keyboard('{Enter}')],
  ])('submits the pasted text unchanged with %s', async (_way, submit) => {
    const { onConnect } = showForm();
    await key.fill(' curl -u api_abc.def: ');
    await submit();
    expect(onConnect).toHaveBeenCalledExactlyOnceWith(' curl -u api_abc.def: ');
  });
});

describe('while the key is checked', () => {
  it('shows the progress and cannot be submitted again', async () => {
    const { shown, onConnect } = showForm();
    await key.fill('api_abc.def');
    shown.value = connecting({ isChecking: 'key' });
    await expect.element(page.getByRole('status')).toHaveTextContent('Checking your key…');
    await expect.element(connect).toBeDisabled();
    await key.click();
    await userEvent.keyboard('{Enter}');
    expect(onConnect).not.toHaveBeenCalled();
  });

  it('keeps a refused key, and selects it for the next paste', async () => {
    const { shown } = showForm();
    await key.fill('api_abc.def');
    shown.value = connecting({ isChecking: 'key' });
    shown.value = connecting({ message: { sentence: 'Close does not accept this key.', tone: 'alert' } });
    await expect.element(page.getByRole('alert')).toHaveTextContent('Close does not accept this key.');
    await expect.element(key).toHaveValue('api_abc.def');
    await expect.element(key).toBeInvalid();
    await expect.element(key).toHaveFocus();
    const field = key.element() as HTMLInputElement;
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 'api_abc.def'.length]);
    await expect
      .element(key)
      .toHaveAccessibleDescription(
        'Close does not accept this key. Stays on this device. Only sent to api.close.com.',
      );
    await expect.element(connect).toBeEnabled();
  });
});

describe("the organization's own OAuth app", () => {
  it('is connected with id and secret, and shows the redirect address to allow', async () => {
    const { onAuthorize, shown } = showForm();
    await page.getByText('Use an OAuth app instead (advanced)').click();
    await expect.element(page.getByText(redirectAddress)).toBeVisible();
    const submit = page.getByRole('button', { name: 'Continue in Close' });
    await submit.click();
    expect(onAuthorize).not.toHaveBeenCalled();
    await page.getByRole('textbox', { name: 'Client ID' }).fill(' sample-id ');
    const secret = page.getByLabelText('Client secret');
    await expect.element(secret).toHaveAttribute('type', 'password');
    await secret.fill('sample-secret');
    await submit.click();
    expect(onAuthorize).toHaveBeenCalledExactlyOnceWith('sample-id', 'sample-secret');
    shown.value = connecting({ isChecking: 'app' });
    await expect.element(submit).toBeDisabled();
    const message = { sentence: 'Access was denied in Close.', tone: 'alert', form: 'app' } as const;
    shown.value = connecting({ message });
    await expect.element(page.getByRole('alert')).toHaveTextContent('Access was denied in Close.');
    await expect.element(secret).toHaveValue('sample-secret');
  });
});

describe('once connected', () => {
  it('shows user, organization and rights, but no key', async () => {
    const { shown } = showForm();
    await key.fill('api_abc.def');
    shown.value = connecting({ connections: [{ ...ownConnection, editsOthers: false }] });
    const status = page.getByRole('status');
    await expect.element(status).toHaveTextContent('Connected as Ana Ruiz · Northwind Trading');
    await expect.element(page.getByText('Can edit own deals only.')).toBeVisible();
    expect(page.getByRole('textbox').elements()).toEqual([]);
    expect(document.body.innerHTML).not.toContain('api_abc');
  });

  it('can be disconnected', async () => {
    const { shown, onDisconnect } = showForm(connecting({ connections: [ownConnection] }));
    await page.getByRole('button', { name: 'Disconnect' }).click();
    expect(onDisconnect).toHaveBeenCalledExactlyOnceWith(ownConnection);
    shown.value = connecting({ message: { sentence: 'Disconnected.', tone: 'status' } });
    await expect.element(page.getByRole('status')).toMatchTextContent('Disconnected.');
    await expect.element(key).toHaveValue('');
  });

  it('accepts the key of another organization, and then shows both', async () => {
    const { shown, onConnect } = showForm(connecting({ connections: [ownConnection] }));
    expect(page.getByRole('textbox').elements()).toEqual([]);
    await page.getByRole('button', { name: 'Connect another organization' }).click();
    await key.fill('api_other.key');
    await connect.click();
    expect(onConnect).toHaveBeenCalledExactlyOnceWith('api_other.key');
    shown.value = connecting({ connections: [ownConnection, otherConnection] });
    await expect.element(page.getByText('Connected as Liv Berg · Fjord Supplies')).toBeVisible();
    await expect.poll(() => page.getByRole('textbox').elements()).toEqual([]);
    shown.value = connecting({ connections: [ownConnection] });
    await expect.element(page.getByRole('button', { name: 'Connect another organization' })).toBeVisible();
  });

  it('shows the default organization, and lets the user choose another one', async () => {
    const { onMakeDefault } = showForm(connecting({ connections: [ownConnection, otherConnection] }));
    await expect.element(page.getByText(/^Default: searched first/)).toBeVisible();
    const make = page.getByRole('button', { name: 'Make default' });
    await expect.element(make).toHaveAccessibleDescription(/Connected as Liv Berg · Fjord Supplies/);
    await make.click();
    expect(onMakeDefault).toHaveBeenCalledExactlyOnceWith(otherConnection);
  });
});
