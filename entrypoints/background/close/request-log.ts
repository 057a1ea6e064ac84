import { requestLog } from '../../../lib/storage/items.ts';

type LoggedRequest = { method: string; path: string; status: number; milliseconds: number };

/** Counts a request to Close and logs it without its ids. Runs in the background and ignores its errors. */
export function logRequest(request: LoggedRequest): void {
  const now = new Date();
  const day = now.toDateString();
  const path = request.path.replace(/\b(oppo|lead)_\w+/g, '$1_…');
  const update = requestLog.update((previous) => ({
    day,
    count: previous?.day === day ? previous.count + 1 : 1,
    last: { ...request, path, at: now.getTime() },
  }));
  void update.catch(() => {});
}
