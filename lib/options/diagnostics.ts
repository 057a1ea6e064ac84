import { type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import { holdsRemoved } from '../storage/forget-removed.ts';
import { connections, faults, openAreas, outboxIndex, ratePause, requestLog } from '../storage/items.ts';
import { sentenceOf } from '../wording/problem-text.ts';
import { text } from '../wording/text.ts';
import { type DiagnosticsLine, describeFacts, type Facts, toDiagnosticsText } from './diagnostics-text.ts';

/** The diagnostics, which hold no secrets and may be shared. */
export type Diagnostics = {
  /** Empty before `read`. */
  lines: ReadonlySignal<readonly DiagnosticsLine[]>;
  /** The result of copying, or why the facts cannot be read. */
  message: ReadonlySignal<string>;
  read(): Promise<void>;
  copy(): Promise<void>;
};

/** The facts that only the browser knows. */
export type BrowserFacts = Pick<Facts, 'version' | 'browser' | 'storage' | 'permissions' | 'sites'>;

type Dependencies = {
  ask: typeof askBackground;
  readBrowser(): Promise<BrowserFacts>;
  /** Finds the tab that was used last, apart from the options page. */
  findLastTab(): Promise<number | undefined>;
  writeClipboard(content: string): Promise<void>;
};

/** Creates the model of the diagnostics. */
export function createDiagnostics({
  ask,
  readBrowser,
  findLastTab,
  writeClipboard,
}: Dependencies): Diagnostics {
  const lines = signal<readonly DiagnosticsLine[]>([]);
  const message = signal('');

  async function readFacts(): Promise<Facts> {
    const [browserFacts, references, list, waiting, calls, areas, isHeld, found] = await Promise.all([
      readBrowser(),
      readReferences(),
      connections.read(),
      outboxIndex.read(),
      requestLog.read(),
      openAreas.read(),
      holdsRemoved.read(),
      faults.read(),
    ]);
    const pauses = await Promise.all(list.map(({ organizationId }) => ratePause(organizationId).read()));
    return {
      ...browserFacts,
      references,
      connections: list.length,
      waiting: waiting.length,
      calls,
      pausedUntil: Math.max(0, ...pauses.map(({ until }) => until)),
      openAreas: areas,
      holdsRemoved: isHeld,
      faults: found,
    };
  }

  /** Returns what the editor would find in the last tab. */
  async function readReferences(): Promise<Facts['references']> {
    const tabId = await findLastTab();
    if (tabId === undefined) return null;
    const page = await ask('page.inspect', { tabId });
    return page.ok ? page.value.references : null;
  }

  return {
    lines,
    message,
    async read() {
      message.value = '';
      try {
        lines.value = describeFacts(await readFacts());
      } catch {
        message.value = sentenceOf({ kind: 'store-unreadable' });
      }
    },
    async copy() {
      const isCopied = await writeClipboard(toDiagnosticsText(lines.value)).then(
        () => true,
        () => false,
      );
      message.value = text(isCopied ? 'diagnosticsCopied' : 'diagnosticsNotCopied');
    },
  };
}
