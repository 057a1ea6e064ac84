import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ConnectForm, type Connecting } from '../../components/ConnectForm.tsx';
import { connection } from './deal-samples.ts';
import { show } from './show.tsx';

const keysAddress = 'https://app.close.com/settings/developer/api-keys/';

function showForm(first: Connecting) {
  const connecting = signal(first);
  const onConnect = vi.fn<(pasted: string) => void>();
  const onDisconnect = vi.fn();
  show(<ConnectForm {...{ connecting, keysAddress, onConnect, onDisconnect }} />, 'options');
  return { connecting, onConnect, onDisconnect };
}

const disconnected = (sentence = '', tone: 'status' | 'alert' = 'status'): Connecting => ({
  ...{ state: 'disconnected', sentence, tone },
});
const key = page.getByRole('textbox', { name: 'API key' });
const connect = page.getByRole('button', { name: 'Connect' });

describe('before a key is connected', () => {
  it('shows nothing until it is known whether there is one', () => {
    showForm({ state: 'reading' });
    expect(page.getByRole('textbox').elements()).toEqual([]);
  });

  it('takes a key and says where to find one', async () => {
    showForm(disconnected());
    await expect.element(key).toHaveValue('');
    await expect.element(key).toHaveAttribute('autocomplete', 'off');
    const link = page.getByRole('link', { name: 'Open API keys in Close' });
    await expect.element(link).toHaveAttribute('href', keysAddress);
    await expect.element(link).toHaveAttribute('rel', 'noreferrer');
  });

  it.each([
    ['the button', () => connect.click()],
    ['Enter', () => userEvent.keyboard('{Enter}')],
  ])('hands on what was pasted, byte for byte, with %s', async (_way, submit) => {
    const { onConnect } = showForm(disconnected());
    await key.fill(' curl -u api_abc.def: ');
    await submit();
    expect(onConnect).toHaveBeenCalledExactlyOnceWith(' curl -u api_abc.def: ');
  });
});

describe('while the key is checked', () => {
  it('says so and cannot be sent twice', async () => {
    const { connecting, onConnect } = showForm(disconnected());
    await key.fill('api_abc.def');
    connecting.value = { state: 'checking' };
    await expect.element(page.getByRole('status')).toHaveTextContent('Checking the key with Close…');
    await expect.element(connect).toBeDisabled();
    await key.click();
    await userEvent.keyboard('{Enter}');
    expect(onConnect).not.toHaveBeenCalled();
  });

  it('keeps what was pasted, for the case that it is refused', async () => {
    const { connecting } = showForm(disconnected());
    await key.fill('api_abc.def');
    connecting.value = { state: 'checking' };
    connecting.value = disconnected('Close does not accept this key.', 'alert');
    await expect.element(page.getByRole('alert')).toHaveTextContent('Close does not accept this key.');
    await expect.element(key).toHaveValue('api_abc.def');
    await expect.element(key).toHaveAccessibleDescription('Close does not accept this key.');
    await expect.element(connect).toBeEnabled();
  });
});

describe('once connected', () => {
  it('says as whom, and shows no key', async () => {
    const { connecting } = showForm(disconnected());
    await key.fill('api_abc.def');
    connecting.value = { state: 'connected', connection };
    const status = page.getByRole('status');
    await expect.element(status).toHaveTextContent('Connected as Ana Ruiz · Northwind Trading');
    expect(page.getByRole('textbox').elements()).toEqual([]);
    expect(document.body.innerHTML).not.toContain('api_abc');
  });

  it('can be disconnected', async () => {
    const { connecting, onDisconnect } = showForm({ state: 'connected', connection });
    await page.getByRole('button', { name: 'Disconnect' }).click();
    expect(onDisconnect).toHaveBeenCalledExactlyOnceWith(connection);
    connecting.value = disconnected('Disconnected. The key was removed from this device.');
    await expect.element(page.getByRole('status')).toMatchTextContent('Disconnected.');
    await expect.element(key).toHaveValue('');
  });
});
