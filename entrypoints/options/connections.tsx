import { computed, signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { type Connecting, ConnectionsSection } from '../../components/options/ConnectionsSection.tsx';
import { prepareAuthorization, readCode, redirectAddress } from '../../lib/connection/authorize.ts';
import { cleanKey } from '../../lib/connection/clean-key.ts';
import { ask } from '../../lib/messaging/ask.ts';
import type { ConnectionList } from '../../lib/messaging/contract.ts';
import type { Connection } from '../../lib/model/connection.ts';
import type { Problem } from '../../lib/model/problem.ts';
import { askWithSecret } from '../../lib/storage/secret-handoff.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';

const keysAddress = 'https://app.close.com/settings/developer/api-keys/';

const redirectUri = redirectAddress(browser.runtime.id);

const noMessage: Connecting['message'] = { sentence: '', tone: 'status' };
const connecting = signal<Connecting>({ connections: null, isChecking: false, message: noMessage });

/** Reports whether any organization is connected. */
export const isConnected = computed(() => Boolean(connecting.value.connections?.length));

/** Holds where keys are stored and whether they are locked, read together with the connections. */
export const keyStorageState = signal<Pick<ConnectionList, 'keyStorage' | 'isLocked'> | null>(null);

/** Reads the connected organizations. */
export async function readConnections(message = noMessage): Promise<void> {
  const result = await ask('connection.list', {});
  keyStorageState.value = result.ok ? result.value : null;
  if (result.ok) connecting.value = { connections: result.value.connections, isChecking: false, message };
  else
    connecting.value = {
      ...{ connections: [], isChecking: false },
      message: { sentence: sentenceOf(result.problem), tone: 'alert' },
    };
}

async function connect(pasted: string): Promise<void> {
  const found = cleanKey(pasted);
  if (!found.ok) {
    const sentence = text(found.reason === 'empty' ? 'keyEmpty' : 'keyNotFound');
    connecting.value = { ...connecting.value, message: { sentence, tone: 'alert' } };
    return;
  }
  connecting.value = { ...connecting.value, isChecking: 'key', message: noMessage };
  const result = await askWithSecret(found.secrets, () => ask('connection.connect', {}));
  await readConnections(result.ok ? noMessage : { sentence: keySentence(result.problem), tone: 'alert' });
}

async function connectApp(clientId: string, clientSecret: string): Promise<void> {
  // Requested within the click itself, or the browser does not ask the user.
  const isAllowed = browser.permissions.request({ permissions: ['identity'] });
  connecting.value = { ...connecting.value, isChecking: 'app', message: noMessage };
  const sentence = (await isAllowed) ? await authorize(clientId, clientSecret) : text('identityRefused');
  await readConnections(sentence ? { sentence, tone: 'alert', form: 'app' } : noMessage);
}

/** Asks the user for permission in Close and connects with the returned code; returns an error text, "" for none. */
async function authorize(clientId: string, clientSecret: string): Promise<string> {
  const { address, state, verifier } = await prepareAuthorization(clientId, redirectUri);
  // Rejects if the user closes the window.
  const redirected = await browser.identity
    .launchWebAuthFlow({ url: address, interactive: true })
    .catch(() => undefined);
  const code = redirected && readCode(redirected, state);
  if (!code) return text('oauthDenied');
  const secret = { clientId, clientSecret, code, verifier, redirectUri };
  const result = await askWithSecret(secret, () => ask('connection.connect', {}));
  if (result.ok) return '';
  return result.problem.kind === 'not-renewed' ? text('oauthRefused') : sentenceOf(result.problem);
}

async function makeDefault({ organizationId }: Connection): Promise<void> {
  await ask('connection.default', { organizationId });
  await readConnections();
}

async function disconnect({ organizationId }: Connection): Promise<void> {
  const result = await ask('connection.remove', { organizationId });
  const waiting = result.ok ? result.value.waiting : 0;
  const outcome = result.ok ? text('disconnected') : sentenceOf(result.problem);
  const sentence = waiting > 0 ? `${outcome} ${text('editsWait', waiting)}` : outcome;
  await readConnections({ sentence, tone: result.ok ? 'status' : 'alert' });
}

function keySentence(problem: Problem): string {
  return problem.kind === 'unauthorized' ? text('keyRefused') : sentenceOf(problem);
}

/** Connects the section of connections to the background. */
export function ConnectionsPart({ onConnected }: { onConnected(): void }) {
  return (
    <ConnectionsSection
      connecting={connecting}
      keysAddress={keysAddress}
      redirectAddress={redirectUri}
      onConnect={(pasted) => void connect(pasted).then(onConnected)}
      onAuthorize={(clientId, clientSecret) => void connectApp(clientId, clientSecret).then(onConnected)}
      onMakeDefault={(connection) => void makeDefault(connection)}
      onDisconnect={(connection) => void disconnect(connection)}
    />
  );
}
