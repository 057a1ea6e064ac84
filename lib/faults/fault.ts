import { redact } from '../base/redact.ts';
import type { Fault, FaultPlace } from '../model/fault.ts';

const maxCauses = 4;
const maxFrames = 8;
const maxMessageLength = 200;

/** Describes a thrown value. If it is no error, only its type is kept, because it may contain anything. */
export function toFault(thrown: unknown, place: FaultPlace, at = Date.now()): Fault {
  const causes: string[] = [];
  for (let error = thrown; error !== undefined && causes.length < maxCauses; ) {
    causes.push(describe(error));
    error = error instanceof Error ? error.cause : undefined;
  }
  return { at, place, causes, frames: thrown instanceof Error ? framesOf(thrown.stack ?? '') : [] };
}

/** Returns a fault as text: place and time, the causes, then the stack frames. */
export function faultText({ at, place, causes, frames }: Fault): string {
  const moment = new Date(at);
  const when = Number.isNaN(moment.getTime()) ? '' : ` · ${moment.toISOString()}`;
  return [`${place}${when}`, ...causes, ...frames.map((frame) => `  at ${frame}`)].join('\n');
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${error === null ? 'null' : typeof error}`;
  // Close's own words may quote a customer, so of its refusals only the kind is kept.
  const kind = (error as { problem?: { kind?: unknown } }).problem?.kind;
  return `${error.name}: ${typeof kind === 'string' ? kind : withoutCustomers(error.message)}`;
}

// The engine quotes the text that it could not read, and that text may itself hold quotes.
function withoutCustomers(message: string): string {
  return redact(message)
    .replace(/["“].*["”]/gs, '"…"')
    .replace(/(?<!\w)'.*'/gs, "'…'")
    .replace(/`.*`/gs, '`…`')
    .replace(/\b(oppo|lead|cont|user|orga|stat|cf)_\w+/g, '$1_…')
    .slice(0, maxMessageLength);
}

function framesOf(stack: string): string[] {
  const frames = stack.matchAll(
    /^\s+at (?:([\w$.<> ]+) \()?chrome-extension:\/\/\w+(\/[\w./-]+:\d+:\d+)\)?$/gm,
  );
  return Array.from(frames, ([, name, place = '']) => (name ? `${name} (${place})` : place)).slice(
    0,
    maxFrames,
  );
}
