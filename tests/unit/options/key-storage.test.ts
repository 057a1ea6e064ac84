import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { failure, success } from '../../../lib/model/result.ts';
import { createKeyStorage } from '../../../lib/options/key-storage.ts';
import { resetBrowser, type Script, scriptedAsk } from './scripted-ask.ts';

beforeEach(resetBrowser);

let isGranted = false;
let isRefused = false;
const computerLock = {
  isNoticed: async () => isGranted,
  async setNoticed(isWanted: boolean) {
    isGranted = isWanted && !isRefused;
  },
};

it('locks with the computer while the permission for it is granted', async () => {
  const { locksWithComputer, readComputerLock, lockWithComputer } = create();
  await readComputerLock();
  expect(locksWithComputer.value).toBe(false);
  await lockWithComputer(true);
  expect(locksWithComputer.value).toBe(true);
  await lockWithComputer(false);
  isRefused = true;
  await lockWithComputer(true);
  expect(locksWithComputer.value).toBe(false);
});

function create(script: Script = {}, unlock = async (_passphrase: string) => '') {
  const background = scriptedAsk({ 'secrets.move': () => success(null), ...script });
  const readConnections = vi.fn(async () => {});
  return {
    ...background,
    readConnections,
    ...createKeyStorage({ ask: background.ask, unlock, readConnections, computerLock }),
  };
}

it('sets a passphrase without sending it anywhere', async () => {
  let handedOver: unknown;
  const { setPassphrase, requests, readConnections } = create({
    'secrets.move': async () => {
      handedOver = await fakeBrowser.storage.session.get();
      return success(null);
    },
  });
  await setPassphrase('orchard lantern saddle', 15);
  expect(handedOver).toHaveProperty(['secret-handoff', 'secret']);
  expect(requests).toMatchObject([['secrets.move', { to: { idleMinutes: 15 }, forgets: false }]]);
  expect(JSON.stringify([requests, handedOver])).not.toContain('lantern');
  expect(await fakeBrowser.storage.session.get()).toEqual({});
  expect(readConnections).toHaveBeenCalledOnce();
});

it('sets one passphrase if the button is pressed twice, and the next one afterward', async () => {
  const { setPassphrase, inputsOf } = create();
  await Promise.all([
    setPassphrase('orchard lantern saddle', 15),
    setPassphrase('orchard lantern saddle', 15),
  ]);
  expect(inputsOf('secrets.move')).toHaveLength(1);
  await setPassphrase('another orchard lantern', 5);
  expect(inputsOf('secrets.move')).toHaveLength(2);
});

it('shows why a move failed, and reads the stored state again', async () => {
  const { move, message, readConnections } = create({ 'secrets.move': () => failure({ kind: 'storage' }) });
  await move('session');
  expect(message.value).toBe('problemStorage');
  expect(readConnections).toHaveBeenCalledOnce();
});

it('clears the error after the next success', async () => {
  const { move, lock, message } = create({
    'secrets.move': () => failure({ kind: 'storage' }),
    'vault.lock': () => success(null),
  });
  await move('session');
  await lock();
  expect(message.value).toBe('');
});

it('reads the connections again after the right passphrase only', async () => {
  const { unlock, readConnections } = create({}, async (passphrase) =>
    passphrase === 'right' ? '' : 'wrong',
  );
  expect(await unlock('left')).toBe('wrong');
  expect(readConnections).not.toHaveBeenCalled();
  expect(await unlock('right')).toBe('');
  expect(readConnections).toHaveBeenCalledOnce();
});

it('removes the keys if the passphrase is forgotten', async () => {
  const { forget, inputsOf } = create();
  await forget();
  expect(inputsOf('secrets.move')).toEqual([{ to: 'device', forgets: true }]);
});
