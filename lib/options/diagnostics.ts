import { faultText } from '../faults/fault.ts';
import type { Fault } from '../model/fault.ts';
import { places } from '../model/place.ts';
import type { Reference } from '../model/reference.ts';
import type { RequestLog } from '../model/request-log.ts';
import { type MessageName, text } from '../wording/text.ts';

/** What can be said about how the extension is doing, without anything that names a person, a deal or a customer. */
export type Facts = {
  version: string;
  browser: string;
  connections: number;
  /** Edits that wait. */
  waiting: number;
  calls: RequestLog | null;
  /** Until when Close asked to wait, in epoch milliseconds; 0 where it did not. */
  pausedUntil: number;
  /** What the page of the last tab mentions; null where it could not be looked at. */
  references: readonly Reference[] | null;
  /** Bytes in use. */
  storage: { local: number; session: number; sync: number };
  permissions: readonly string[];
  /** Sites that the user added. */
  sites: number;
  /** Storage areas that content scripts may use because the browser did not close them. */
  openAreas: readonly string[];
  /** Whether a removed key may still be on the disk. */
  holdsRemoved: boolean;
  /** Latest first. */
  faults: readonly Fault[];
};

/** One line of the diagnostics. */
export type DiagnosticsLine = { name: string; value: string };

/** The facts as lines to be read. */
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

/** The lines as one text to be sent to somebody. */
export function toDiagnosticsText(lines: readonly DiagnosticsLine[]): string {
  return lines.map(({ name, value }) => `${name}: ${value}`).join('\n');
}

function describeCall({ method, path, status, milliseconds, at }: RequestLog['last']): string {
  const ending = status === 0 ? text('diagnosticsNoAnswer') : status;
  return `${method} ${path} · ${ending} · ${milliseconds} ms · ${timeOf(at)}`;
}

// Counts and places only: an id leads to a customer.
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
