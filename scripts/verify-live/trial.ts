import { setTimeout as wait } from 'node:timers/promises';
import { splitKey } from '../../lib/opportunity/values.ts';
import type { Answer, Raw, Service } from './service.ts';

const maxTries = 8;
const firstPauseMs = 250;

/** What a changed status may change along with it. */
const followsStatus = ['date_won', 'confidence'];

/** What a changed note changes along with it; sent back, it decides what the note is. */
const followsNote = ['note_html'];

/** What Close moves by itself with every write, or with time. */
const movesByItself = new Set([
  ...['date_updated', 'updated_by', 'updated_by_name'],
  ...['is_stalled', 'stall_status', 'suggested_action', 'comment_summary'],
]);

/** One deal to try things on, and the way back to what it was. */
export type Trial = {
  /** The deal as it was read first. */
  first: Raw;
  /** Sends a change and remembers what it touched. Throws once `stop` was asked for. */
  put(body: Raw, path?: string, headers?: Record<string, string>): Promise<Answer>;
  /**
   * Gives every touched field its first value back, however often Close has to be asked. Returns the names of the
   * fields that differ from what was read first: none where all is well.
   */
  putBack(): Promise<string[]>;
};

/** A trial of the deal under `path`, as it was read first. */
export function createTrial(service: Service, path: string, first: Raw, stop: AbortSignal): Trial {
  const touched = new Set<string>();

  async function differences(): Promise<string[]> {
    const { json: now } = await service.send('GET', path);
    // What could not be read says nothing, and must not be taken for a deal without fields.
    if (now.id !== first.id) throw new Error('the deal could not be read');
    const keys = new Set([...Object.keys(first), ...Object.keys(now)]);
    return [...keys].filter((key) => !movesByItself.has(key) && !isSame(first[key], now[key]));
  }

  async function putBackOnce(): Promise<string[]> {
    const different = await differences();
    const ours = different.filter((key) => touched.has(key));
    if (ours.length === 0) return different;
    const { status } = await service.send('PUT', path, valuesOf(ours));
    if (status !== 200) throw new Error(`HTTP ${status}`);
    const left = await differences();
    if (left.some((key) => touched.has(key))) throw new Error('Close kept other values');
    return left;
  }

  function valuesOf(keys: readonly string[]): Raw {
    return Object.fromEntries(keys.map((key) => [key, first[key] ?? null]));
  }

  return {
    first,
    async put(body, at = path, headers = {}) {
      stop.throwIfAborted();
      for (const key of Object.keys(body)) touched.add(splitKey(key).field);
      if ('status_id' in body) for (const key of followsStatus) touched.add(key);
      if ('note' in body) for (const key of followsNote) touched.add(key);
      return service.send('PUT', at, body, headers);
    },
    async putBack() {
      if (touched.size === 0) return [];
      for (let tries = 1; tries < maxTries; tries += 1) {
        try {
          return await putBackOnce();
        } catch {
          // Whatever it was, the deal has to be put back: a PUT that may have arrived is found by reading.
          await wait(Math.min(firstPauseMs * 2 ** (tries - 1), 30_000));
        }
      }
      return putBackOnce().catch(() => [...touched]);
    },
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
