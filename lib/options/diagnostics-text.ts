import { faultText } from '../faults/fault.ts';
import type { Fault } from '../model/fault.ts';
import { places } from '../model/place-in-page.ts';
import type { Reference } from '../model/reference.ts';
import type { RequestLog } from '../model/request-log.ts';
import { type MessageName, text } from '../wording/text.ts';

/** The state of the extension, without names of persons, deals or customers. */
export type Facts = {
  version: string;
  browser: string;
  connections: number;
  /** Number of edits that are not sent yet. */
  waiting: number;
  calls: RequestLog | null;
  /** End of Close's rate limit in epoch milliseconds, 0 for none. */
  pausedUntil: number;
  /** References in the page of the last tab, null if it cannot be read. */
  references: readonly Reference[] | null;
  /** Bytes in use. */
  storage: { local: number; session: number; sync: number };
  permissions: readonly string[];
  /** Number of sites that the user added. */
  sites: number;
  /** Storage areas that the browser did not close to content scripts. */
  openAreas: readonly string[];
  /** Whether a removed key may still be on the disk. */
  holdsRemoved: boolean;
  /** Latest first. */
  faults: readonly Fault[];
};

/** One line of the diagnostics. */
export type DiagnosticsLine = { name: string; value: string };

/** Returns the facts as lines for the user. */
export function describeFacts(facts: Facts, now = new Date()): DiagnosticsLine[] {
  const { calls, storage } = facts;
  const isToday = calls?.day === now.toDateString();
  const lines: [MessageName, string][] = [
    ['diagnosticsVersion', facts.version],
    ['diagnosticsBrowser', facts.browser],
    ['diagnosticsConnections', String(facts.connections)],
    ['diagnosticsLastCall', calls ? describeCall(calls.last) : text('diagnosticsNone')],
    ['diagnosticsCallsToday', String(isToday ? calls.count : 0)],
    [
      'diagnosticsRateLimit',
      facts.pausedUntil > now.getTime()
        ? text('diagnosticsPaused', timeOf(facts.pausedUntil))
        : text('diagnosticsNotPaused'),
    ],
    ['diagnosticsWaiting', String(facts.waiting)],
    ['diagnosticsLastTab', describeReferences(facts.references)],
    ['diagnosticsStorage', `local ${storage.local} · session ${storage.session} · sync ${storage.sync}`],
    ['diagnosticsPermissions', facts.permissions.join(', ')],
    ['diagnosticsSites', String(facts.sites)],
    ['diagnosticsFaults', facts.faults.map(faultText).join('\n') || text('diagnosticsNone')],
  ];
  if (facts.openAreas.length > 0)
    lines.push(['diagnosticsProblem', text('diagnosticsStorageOpen', facts.openAreas.join(', '))]);
  if (facts.holdsRemoved) lines.push(['diagnosticsProblem', text('diagnosticsKeyOnDisk')]);
  return lines.map(([name, value]) => ({ name: text(name), value }));
}

/** Returns the lines as one text, which the user may share. */
export function toDiagnosticsText(lines: readonly DiagnosticsLine[]): string {
  return lines.map(({ name, value }) => `${name}: ${value}`).join('\n');
}

function describeCall({ method, path, status, milliseconds, at }: RequestLog['last']): string {
  const ending = status === 0 ? text('diagnosticsNoAnswer') : status;
  return `${method} ${path} · ${ending} · ${milliseconds} ms · ${timeOf(at)}`;
}

// Returns counts and places only, because an id leads to a customer.
function describeReferences(references: Facts['references']): string {
  if (!references) return text('diagnosticsNotReadable');
  if (references.length === 0) return text('diagnosticsNone');
  const count = (part: readonly Reference[]) =>
    (['opportunity', 'lead'] as const)
      .map((kind) => `${kind} ${part.filter((each) => each.kind === kind).length}`)
      .join(', ');
  const inPlaces = places
    .map((place) => references.filter(({ foundIn }) => foundIn === place))
    .flatMap((part) => (part[0] ? [`${part[0].foundIn} ${part.length}`] : []));
  return `${count(references)} · ${inPlaces.join(', ')}`;
}

function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString();
}
