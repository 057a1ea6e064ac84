import type { RecordedRequest } from './traffic-types.ts';

type Listener = (request: RecordedRequest) => void;

/** The requests since the last reset, and the listeners for them. */
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

/** Keeps the same arrays across resets, so that tests can keep references to them. */
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
