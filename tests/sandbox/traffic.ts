import type { RecordedRequest } from './traffic-types.ts';

type Listener = (request: RecordedRequest) => void;

/** The requests seen since the last reset, and who wants to hear of them. */
export type Traffic = {
  requests: RecordedRequest[];
  strayRequests: RecordedRequest[];
  arrived: (request: RecordedRequest) => void;
  /** Notes how a request ended; only the first ending counts. */
  ended: (request: RecordedRequest, status: number | 'dropped') => void;
  onArrival: (listener: Listener) => () => void;
  onEnd: (listener: Listener) => () => void;
  /** Notes that a request has changed a stored deal. */
  applied: (request: RecordedRequest) => void;
  onApplied: (listener: Listener) => () => void;
  clear: () => void;
};

/** The arrays stay the same ones over a reset, so that a test may hold on to them. */
export function createTraffic(): Traffic {
  const requests: RecordedRequest[] = [];
  const strayRequests: RecordedRequest[] = [];
  const arrivalListeners = new Set<Listener>();
  const endListeners = new Set<Listener>();
  const appliedListeners = new Set<Listener>();
  const subscribe = (listeners: Set<Listener>) => (listener: Listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    requests,
    strayRequests,
    arrived(request) {
      requests.push(request);
      for (const listener of arrivalListeners) listener(request);
    },
    ended(request, status) {
      if (request.status !== 'pending') return;
      request.status = status;
      if (!requests.includes(request)) return;
      for (const listener of endListeners) listener(request);
    },
    onArrival: subscribe(arrivalListeners),
    onEnd: subscribe(endListeners),
    applied(request) {
      request.appliedChange = true;
      for (const listener of appliedListeners) listener(request);
    },
    onApplied: subscribe(appliedListeners),
    clear() {
      requests.length = 0;
      strayRequests.length = 0;
    },
  };
}
