import { signal } from '@preact/signals';
import { type Connecting, ConnectionsSection } from '../../components/ConnectionsSection.tsx';
import { ask } from '../../lib/messaging/ask.ts';
import type { Problem } from '../../lib/problem.ts';
import { sentenceOf } from '../../lib/problem-text.ts';
import { forgetRemoved } from '../../lib/storage/forget-removed.ts';
import { type Connection, pastedKey } from '../../lib/storage/items.ts';
import { text } from '../../lib/text.ts';

const keysAddress = 'https://app.close.com/settings/developer/api-keys/';

const nothingTold: Connecting['told'] = { sentence: '', tone: 'status' };
const connecting = signal<Connecting>({ connections: null, isChecking: false, told: nothingTold });

/** Reads which organisations are connected. */
export async function readConnections(told = nothingTold): Promise<void> {
  const result = await ask('connection.list', {});
  if (result.ok) connecting.value = { connections: result.value, isChecking: false, told };
  else
    connecting.value = {
      ...{ connections: [], isChecking: false },
      told: { sentence: sentenceOf(result.problem), tone: 'alert' },
    };
}

// The key goes through session storage, which only this extension's own pages and its worker can read: a message would
// reach every open page of the extension.
async function connect(pasted: string): Promise<void> {
  connecting.value = { ...connecting.value, isChecking: true, told: nothingTold };
  await pastedKey.write(pasted);
  const result = await ask('connection.connect', {});
  await readConnections(result.ok ? nothingTold : { sentence: keySentence(result.problem), tone: 'alert' });
}

async function makeDefault({ organizationId }: Connection): Promise<void> {
  await ask('connection.default', { organizationId });
  await readConnections();
}

async function disconnect({ organizationId }: Connection): Promise<void> {
  const result = await ask('connection.remove', { organizationId });
  await forgetRemoved().catch(() => {});
  const waiting = result.ok ? result.value.waiting : 0;
  const told = result.ok ? text('disconnected') : sentenceOf(result.problem);
  const sentence = waiting > 0 ? `${told} ${text('editsWait', waiting)}` : told;
  await readConnections({ sentence, tone: result.ok ? 'status' : 'alert' });
}

function keySentence(problem: Problem): string {
  if (problem.kind === 'unauthorized') return text('keyRefused');
  if (problem.kind !== 'invalid') return sentenceOf(problem);
  return text(problem.detail === 'empty' ? 'keyEmpty' : 'keyNotFound');
}

/** The section of connections with all it does. */
export function ConnectionsPart() {
  return (
    <ConnectionsSection
      connecting={connecting}
      keysAddress={keysAddress}
      onConnect={(pasted) => void connect(pasted)}
      onMakeDefault={(connection) => void makeDefault(connection)}
      onDisconnect={(connection) => void disconnect(connection)}
    />
  );
}
