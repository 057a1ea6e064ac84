import { exclusively } from '../../lib/exclusively.ts';
import { calls } from '../../lib/storage/items.ts';

type Call = { method: string; path: string; status: number; milliseconds: number };

/** Counts a request to Close and remembers it without its ids. Nobody waits for that, and it may fail. */
export function noteCall(call: Call): void {
  const now = new Date();
  // One at a time, because several requests may end at once.
  void exclusively('calls', async () => {
    const known = await calls.read();
    const day = now.toDateString();
    const path = call.path.replace(/\b(oppo|lead)_\w+/g, '$1_…');
    await calls.write({
      day,
      count: known?.day === day ? known.count + 1 : 1,
      last: { ...call, path, at: now.getTime() },
    });
  }).catch(() => {});
}
