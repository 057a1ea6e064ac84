import type { Fault, FaultAction, RecordedRequest } from './traffic-types.ts';

export type FaultQueue = {
  add: (fault: Fault) => void;
  /** The action of the first fault that meets the request, which uses it up once. */
  take: (request: RecordedRequest) => FaultAction | undefined;
  clear: () => void;
};

/** Faults in the order they were asked for. */
export function createFaultQueue(): FaultQueue {
  const queue: { fault: Fault; timesLeft: number }[] = [];
  return {
    add(fault) {
      queue.push({ fault, timesLeft: fault.times ?? 1 });
    },
    take(request) {
      const entry = queue.find(({ fault, timesLeft }) => timesLeft > 0 && meets(fault, request));
      if (!entry) return undefined;
      entry.timesLeft -= 1;
      return entry.fault.then;
    },
    clear() {
      queue.length = 0;
    },
  };
}

function meets({ method, path }: Fault, request: RecordedRequest): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  if (path === undefined) return true;
  const query = new URLSearchParams(request.query).toString();
  const target = query === '' ? request.path : `${request.path}?${query}`;
  // A pattern with the flag g or y would remember where it stopped, so a search is used instead of test.
  if (path instanceof RegExp) return target.search(path) !== -1;
  return target.startsWith(path) || target.startsWith(`/api/v1${path}`);
}
