import type { RequestLog } from '../../../lib/model/request-log.ts';
import { requestLog } from '../../../lib/storage/items.ts';

/** Counts and logs a request to Close. Runs in the background and ignores its errors. */
export function logRequest(request: Omit<RequestLog['last'], 'at'>): void {
  const now = new Date();
  const day = now.toDateString();
  const update = requestLog.update((previous) => ({
    day,
    count: previous?.day === day ? previous.count + 1 : 1,
    last: { ...request, at: now.getTime() },
  }));
  void update.catch(() => {});
}
