import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { prepareAuthorization, readCode } from '../connection/authorize.ts';
import { cleanKey } from '../connection/clean-key.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { ConnectionList } from '../messaging/contract.ts';
import type { Connection } from '../model/connection.ts';
import { askWithSecret } from '../storage/secret-handoff.ts';
import { countText } from '../wording/count-text.ts';
import { sentenceOf } from '../wording/problem-text.ts';
import { text } from '../wording/text.ts';

export type ConnectionState = ConnectionList['connections'][number];

/** Where keys are stored, and whether they are locked. */
export type KeyStorageState = Pick<ConnectionList, 'keyStorage' | 'isLocked'>;

/** A message for the user, with its ARIA role; "" for no message. */
export type FormMessage = { sentence: string; tone: 'status' | 'alert' };

/** The connections and the state of the connect forms. */
export type Connecting = {
  /** The default connection first; null until loaded. */
  connections: readonly ConnectionState[] | null;
  /** Which form is submitting. */
  isChecking: false | 'key' | 'app';
  /** Shown below the form that was submitted, or else below the connections. */
  message: FormMessage & { form?: 'app' };
};

/** The connected organizations. */
export type Connections = {
  connecting: ReadonlySignal<Connecting>;
  isConnected: ReadonlySignal<boolean>;
  /** Null until loaded. */
  keyStorageState: ReadonlySignal<KeyStorageState | null>;
  read(): Promise<void>;
  /** Connects with a pasted key; does nothing while another one is checked. */
  connect(pasted: string): Promise<void>;
  /** Connects through the organization's own OAuth app; does nothing while a key or an app is checked. */
  connectApp(clientId: string, clientSecret: string): Promise<void>;
  makeDefault(connection: Connection): Promise<void>;
  disconnect(connection: Connection): Promise<void>;
};

type Dependencies = {
  ask: typeof askBackground;
  /** The address that Close redirects to after the user has agreed. */
  redirectUri: string;
  /** Asks the user for the permission to open Close's page; has to be called within a click. */
  requestIdentity(): Promise<boolean>;
  /** Opens Close's page and resolves to the address it redirects to. Rejects if the user closes the page. */
  authorize(address: string): Promise<string | undefined>;
};

const noMessage: Connecting['message'] = { sentence: '', tone: 'status' };

/** Creates the model of the connected organizations; nothing is loaded before `read`. */
export function createConnections({
  ask,
  redirectUri,
  requestIdentity,
  authorize,
}: Dependencies): Connections {
  const connecting = signal<Connecting>({ connections: null, isChecking: false, message: noMessage });
  const keyStorageState = signal<KeyStorageState | null>(null);

  async function read(message = noMessage, isChecking = connecting.value.isChecking): Promise<void> {
    const result = await ask('connection.list', {});
    keyStorageState.value = result.ok ? result.value : null;
    if (result.ok) connecting.value = { connections: result.value.connections, isChecking, message };
    else connecting.value = { connections: [], isChecking, message: alert(sentenceOf(result.problem)) };
  }

  async function connect(pasted: string): Promise<void> {
    if (connecting.value.isChecking) return;
    const found = cleanKey(pasted);
    if (!found.ok) {
      const message = alert(text(found.reason === 'empty' ? 'keyEmpty' : 'keyNotFound'));
      connecting.value = { ...connecting.value, message };
      return;
    }
    connecting.value = { ...connecting.value, isChecking: 'key', message: noMessage };
    const result = await askWithSecret(found.secrets, () => ask('connection.connect', {}));
    if (result.ok) await read(noMessage, false);
    else if (result.problem.kind === 'unauthorized') await read(alert(text('keyRefused')), false);
    else await read(alert(sentenceOf(result.problem)), false);
  }

  async function connectApp(clientId: string, clientSecret: string): Promise<void> {
    if (connecting.value.isChecking) return;
    // Requested within the click itself, or the browser does not ask the user.
    const isAllowed = requestIdentity();
    connecting.value = { ...connecting.value, isChecking: 'app', message: noMessage };
    const sentence = (await isAllowed) ? await exchangeCode(clientId, clientSecret) : text('identityRefused');
    await read(sentence ? { ...alert(sentence), form: 'app' } : noMessage, false);
  }

  /** Lets the user agree in Close and connects with the returned code; resolves to an error message, "" on success. */
  async function exchangeCode(clientId: string, clientSecret: string): Promise<string> {
    const { address, state, verifier } = await prepareAuthorization(clientId, redirectUri);
    const redirected = await authorize(address).catch(() => undefined);
    const code = redirected && readCode(redirected, state);
    if (!code) return text('oauthDenied');
    const secret = { clientId, clientSecret, code, verifier, redirectUri };
    const result = await askWithSecret(secret, () => ask('connection.connect', {}));
    if (result.ok) return '';
    return result.problem.kind === 'not-renewed' ? text('oauthRefused') : sentenceOf(result.problem);
  }

  async function makeDefault({ organizationId }: Connection): Promise<void> {
    const result = await ask('connection.default', { organizationId });
    await read(result.ok ? noMessage : alert(sentenceOf(result.problem)));
  }

  async function disconnect({ organizationId }: Connection): Promise<void> {
    const result = await ask('connection.remove', { organizationId });
    if (!result.ok) return read(alert(sentenceOf(result.problem)));
    const { waiting, isStillValid } = result.value;
    const sentences = [
      text('disconnected'),
      ...(isStillValid ? [text('keyStillValid')] : []),
      ...(waiting > 0 ? [countText('editsWaitOne', 'editsWait', waiting)] : []),
    ];
    await read({ sentence: sentences.join(' '), tone: 'status' });
  }

  return {
    connecting,
    isConnected: computed(() => Boolean(connecting.value.connections?.length)),
    keyStorageState,
    read: () => read(),
    connect,
    connectApp,
    makeDefault,
    disconnect,
  };
}

function alert(sentence: string): FormMessage {
  return { sentence, tone: 'alert' };
}
