import { signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import '../../components/editor.css';
import '../../components/options.css';
import { ConnectForm, type Connecting } from '../../components/ConnectForm.tsx';
import { wakeOutboxWhenOnline } from '../../lib/editor/wake-outbox.ts';
import { ask } from '../../lib/messaging/ask.ts';
import type { Problem } from '../../lib/problem.ts';
import { sentenceOf } from '../../lib/problem-text.ts';
import { forgetRemoved } from '../../lib/storage/forget-removed.ts';
import { type Connection, pastedKey } from '../../lib/storage/items.ts';
import { text } from '../../lib/text.ts';
import { DiagnosticsPart } from './diagnostics.tsx';
import { PreferencesPart, readPreferences } from './preferences.tsx';
import { RecentChangesPart, readChanges } from './recent-changes.tsx';
import { RemovalPart } from './removal.tsx';
import { readSites, SitesPart } from './sites.tsx';

const keysAddress = 'https://app.close.com/settings/developer/api-keys/';

document.documentElement.lang = browser.i18n.getUILanguage();

const connecting = signal<Connecting>({ state: 'reading' });

async function readConnection(): Promise<void> {
  const result = await ask('connection.list', {});
  if (!result.ok) {
    connecting.value = { state: 'disconnected', sentence: sentenceOf(result.problem), tone: 'alert' };
    return;
  }
  const [connection] = result.value;
  connecting.value = connection
    ? { state: 'connected', connection }
    : { state: 'disconnected', sentence: '', tone: 'status' };
}

// The key goes through session storage, which only this extension's own pages and its worker can read: a message would
// reach every open page of the extension.
async function connect(pasted: string): Promise<void> {
  connecting.value = { state: 'checking' };
  await pastedKey.write(pasted);
  const result = await ask('connection.connect', {});
  connecting.value = result.ok
    ? { state: 'connected', connection: result.value }
    : { state: 'disconnected', sentence: keySentence(result.problem), tone: 'alert' };
}

async function disconnect({ organizationId }: Connection): Promise<void> {
  await ask('connection.remove', { organizationId });
  await forgetRemoved().catch(() => {});
  connecting.value = { state: 'disconnected', sentence: text('disconnected'), tone: 'status' };
}

function keySentence(problem: Problem): string {
  if (problem.kind === 'unauthorized') return text('keyRefused');
  if (problem.kind !== 'invalid') return sentenceOf(problem);
  return text(problem.detail === 'empty' ? 'keyEmpty' : 'keyNotFound');
}

wakeOutboxWhenOnline();
const place = document.getElementById('app');
if (place) {
  render(
    <>
      <ConnectForm
        connecting={connecting}
        keysAddress={keysAddress}
        onConnect={(pasted) => void connect(pasted)}
        onDisconnect={(connection) => void disconnect(connection)}
      />
      <PreferencesPart />
      <SitesPart />
      <RecentChangesPart />
      <DiagnosticsPart />
      <RemovalPart />
    </>,
    place,
  );
}
void readConnection();
void readPreferences();
void readSites();
void readChanges();
