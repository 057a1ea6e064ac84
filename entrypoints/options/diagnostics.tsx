import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { DiagnosticsSection } from '../../components/options/DiagnosticsSection.tsx';
import { ask } from '../../lib/messaging/ask.ts';
import {
  type DiagnosticsLine,
  describeFacts,
  type Facts,
  toDiagnosticsText,
} from '../../lib/options/diagnostics.ts';
import { holdsRemoved } from '../../lib/storage/forget-removed.ts';
import {
  connections,
  faults,
  openAreas,
  outboxIndex,
  ratePause,
  requestLog,
} from '../../lib/storage/items.ts';
import { text } from '../../lib/wording/text.ts';

const lines = signal<readonly DiagnosticsLine[]>([]);
const message = signal('');

async function readFacts(): Promise<Facts> {
  const { local, session, sync } = browser.storage;
  const [connected, waiting, called, references, granted, open, isHeld, ...bytes] = await Promise.all([
    connections.read(),
    outboxIndex.read(),
    requestLog.read(),
    readLastTab(),
    browser.permissions.getAll(),
    openAreas.read(),
    holdsRemoved.read(),
    local.getBytesInUse(),
    session.getBytesInUse(),
    sync.getBytesInUse(),
  ]);
  const pauses = await Promise.all(connected.map(({ organizationId }) => ratePause(organizationId).read()));
  const { version, host_permissions: hosts = [] } = browser.runtime.getManifest();
  const [localBytes, sessionBytes, syncBytes] = bytes;
  return {
    version,
    browser: navigator.userAgent,
    connections: connected.length,
    waiting: waiting.length,
    calls: called,
    pausedUntil: Math.max(0, ...pauses.map(({ until }) => until)),
    references,
    storage: { local: localBytes, session: sessionBytes, sync: syncBytes },
    permissions: granted.permissions ?? [],
    faults: await faults.read(),
    sites: (granted.origins ?? []).filter((host) => !hosts.includes(host)).length,
    openAreas: open,
    holdsRemoved: isHeld,
  };
}

/** Returns what the editor would find in the most recently used tab other than this one. */
async function readLastTab(): Promise<Facts['references']> {
  const own = await browser.tabs.getCurrent();
  const others = (await browser.tabs.query({})).filter(({ id }) => id !== undefined && id !== own?.id);
  const [last] = others.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  if (last?.id === undefined) return null;
  const page = await ask('page.inspect', { tabId: last.id });
  return page.ok ? page.value.references : null;
}

async function look(): Promise<void> {
  message.value = '';
  lines.value = describeFacts(await readFacts());
}

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(toDiagnosticsText(lines.value));
  message.value = text('diagnosticsCopied');
}

/** Connects the section of diagnostics to the stored facts. */
export function DiagnosticsPart() {
  return (
    <DiagnosticsSection
      lines={lines}
      message={message}
      onOpen={() => void look()}
      onCopy={() => void copy()}
    />
  );
}
