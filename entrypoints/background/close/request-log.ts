import { calls } from '../../../lib/storage/items.ts';

type Call = { method: string; path: string; status: number; milliseconds: number };

/** Counts a request to Close and remembers it without its ids. Nobody waits for that, and it may fail. */
export function noteCall(call: Call): void {
  const now = new Date();
  const day = now.toDateString();
  const path = call.path.replace(/\b(oppo|lead)_\w+/g, '$1_…');
  const noted = calls.update((known) => ({
    day,
    count: known?.day === day ? known.count + 1 : 1,
    last: { ...call, path, at: now.getTime() },
  }));
  void noted.catch(() => {});
}
