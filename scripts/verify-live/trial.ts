import { setTimeout as wait } from 'node:timers/promises';
import { splitKey } from '../../lib/opportunity/values.ts';
import type { Answer, Raw, Service } from './service.ts';

const maxTries = 8;
const firstPauseMs = 250;

/** Fields that a changed status may change too. */
const followsStatus = ['date_won', 'confidence'];

/** Fields that a changed note changes too; when both are sent, this one takes precedence. */
const followsNote = ['note_html'];

/** Fields that Close updates with every write, or over time. */
const automaticFields = new Set([
  ...['date_updated', 'updated_by', 'updated_by_name'],
  ...['is_stalled', 'stall_status', 'suggested_action', 'comment_summary'],
]);

/** Changes one deal for experiments, and restores it. */
export type Trial = {
  /** The original deal. */
  first: Raw;
  /** Sends a change and remembers the changed fields. Throws after `stop` was aborted. */
  put(body: Raw, path?: string, headers?: Record<string, string>): Promise<Answer>;
  /**
   * Restores the original value of every changed field, with retries. Returns the names of the fields that still differ
   * from the original deal.
   */
  restore(): Promise<string[]>;
};

/** Creates a trial of the deal at `path`. `first` is the original deal. */
export function createTrial(service: Service, path: string, first: Raw, stop: AbortSignal): Trial {
  const touched = new Set<string>();

  async function differences(): Promise<string[]> {
    const { json: now } = await service.send('GET', path);
    // Without this check an unreadable answer would look like a deal without fields.
    if (now.id !== first.id) throw new Error('the deal could not be read');
    const keys = new Set([...Object.keys(first), ...Object.keys(now)]);
    return [...keys].filter((key) => !automaticFields.has(key) && !isSame(first[key], now[key]));
  }

  async function restoreOnce(): Promise<string[]> {
    const different = await differences();
    const ours = different.filter((key) => touched.has(key));
    if (ours.length === 0) return different;
    const { status } = await service.send('PUT', path, valuesOf(ours));
    if (status !== 200) throw new Error(`HTTP ${status}`);
    const remaining = await differences();
    if (remaining.some((key) => touched.has(key))) throw new Error('Close kept other values');
    return remaining;
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
    async restore() {
      if (touched.size === 0) return [];
      for (let tries = 1; tries < maxTries; tries += 1) {
        try {
          return await restoreOnce();
        } catch {
          // Retries after any error, because the deal has to be restored; a PUT that arrived is noticed by reading.
          await wait(Math.min(firstPauseMs * 2 ** (tries - 1), 30_000));
        }
      }
      return restoreOnce().catch(() => [...touched]);
    },
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
