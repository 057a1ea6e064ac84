import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { AllSet } from '../../components/options/AllSet.tsx';
import { ConnectForms, type ConnectFormsProps } from '../../components/options/ConnectForms.tsx';
import { ConnectionsSection } from '../../components/options/ConnectionsSection.tsx';
import { FirstRun } from '../../components/options/FirstRun.tsx';
import {
  FoldedKeyStorage,
  type KeyStorageProps,
  KeyStorageSection,
} from '../../components/options/KeyStorageSection.tsx';
import { openSample, openShortcuts, readIsPinned } from './browser-access.ts';
import { commandKeys, connections, damage, keyStorage, quickActions, redirectUri } from './models.ts';

const keysAddress = 'https://app.close.com/settings/developer/api-keys/';
const dealsAddress = 'https://app.close.com/opportunities/';

/** Whether the first organization was connected on this page, so that it says what to try. */
const isJustConnected = signal(false);
const isPinned = signal<boolean | undefined>(undefined);

async function connect(connecting: Promise<void>): Promise<void> {
  const isFirst = !connections.isConnected.value;
  await connecting;
  if (isFirst && connections.isConnected.value) {
    isJustConnected.value = true;
    scrollTo(0, 0);
    await readPinned();
  }
  await Promise.all([quickActions.read(), damage.look()]);
}

async function readPinned(): Promise<void> {
  isPinned.value = await readIsPinned();
}
// The user pins the button outside the page.
addEventListener('focus', () => void readPinned());

const forms: ConnectFormsProps = {
  connecting: connections.connecting,
  keysAddress,
  redirectAddress: redirectUri,
  onConnect: (pasted) => void connect(connections.connect(pasted)),
  onAuthorize: (clientId, clientSecret) => void connect(connections.connectApp(clientId, clientSecret)),
};

const storage: KeyStorageProps = {
  keyStorageState: connections.keyStorageState,
  message: keyStorage.message,
  onMove: (to) => void keyStorage.move(to),
  knownWords: () =>
    connections.connecting.value.connections?.flatMap(({ organizationName, userName, email }) => [
      organizationName,
      userName,
      email ?? '',
    ]) ?? [],
  onSetPassphrase: (passphrase, minutes) => void keyStorage.setPassphrase(passphrase, minutes),
  unlock: keyStorage.unlock,
  locksWithComputer: keyStorage.locksWithComputer,
  onLockWithComputer: (isWanted) => void keyStorage.lockWithComputer(isWanted),
  onLock: () => void keyStorage.lock(),
  onForget: () => void keyStorage.forget(),
};

/** Connects the page of the first run to its models. */
export function FirstRunPage({ onShowOptions }: { onShowOptions(): void }) {
  return (
    <FirstRun onShowOptions={onShowOptions} onTrySample={openSample}>
      <ConnectForms {...forms} />
      <FoldedKeyStorage {...storage} />
    </FirstRun>
  );
}

/** Connects the connections and their keys to their models. */
export function Account() {
  const opens = commandKeys.keys.value.find(({ command }) => command === '_execute_action');
  return (
    <>
      {isJustConnected.value && connections.isConnected.value && (
        <AllSet
          shortcut={opens?.shortcut ?? ''}
          isPinned={isPinned.value}
          onOpenClose={() => void browser.tabs.create({ url: dealsAddress })}
          onChangeShortcut={openShortcuts}
          onAddSite={() => document.querySelector<HTMLInputElement>('#sites input[name=address]')?.focus()}
        />
      )}
      <ConnectionsSection
        {...forms}
        onMakeDefault={(connection) => void connections.makeDefault(connection)}
        onDisconnect={(connection) => void connections.disconnect(connection)}
      />
      <KeyStorageSection {...storage} />
    </>
  );
}
