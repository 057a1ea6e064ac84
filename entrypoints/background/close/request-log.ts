import { calls } from '../../../lib/storage/items.ts';

type Call = { method: string; path: string; status: number; milliseconds: number };

/** Counts a request to Close and logs it without its ids. Runs in the background and ignores its errors. */
export function noteCall(call: Call): void {
  const now = new Date();
  const day = now.toDateString();
  const path = call.path.replace(/\b(oppo|lead)_\w+/g, '$1_…');
  const update = calls.update((previous) => ({
    day,
    count: previous?.day === day ? previous.count + 1 : 1,
    last: { ...call, path, at: now.getTime() },
  }));
  void update.catch(() => {});
}
