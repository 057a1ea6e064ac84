import { createRequest } from './read-request.ts';
import type { Sandbox } from './server.ts';

/** Read at the start, because a test may replace the clock and with it this function. */
const nextTask = setImmediate;

/**
 * A `fetch` for Node that reaches the sandbox without a connection, for tests that send thousands of requests. Returns
 * redirects instead of following them; a lost connection rejects with a TypeError.
 */
export function createDirectFetch(sandbox: Pick<Sandbox, 'exchange'>): typeof fetch {
  return async (input, init) => {
    const { signal } = init ?? {};
    const url = new URL(String(input));
    const { method = 'GET', body } = init ?? {};
    const headers = Object.fromEntries(new Headers(init?.headers));
    const request = createRequest({
      ...{ host: url.host, url, method },
      headers: { ...headers, host: url.host },
      text: typeof body === 'string' ? body : '',
    });
    // As over a network, an answer never arrives in the task that sent the request.
    await new Promise<void>((resolve) => nextTask(resolve));
    signal?.throwIfAborted();
    const reply = await Promise.race([sandbox.exchange(request, signal), rejection(signal)]);
    if (reply === 'dropped') throw new TypeError('fetch failed');
    return new Response(reply.body, { status: reply.status, headers: reply.headers });
  };
}

/** Rejects when the signal aborts. */
function rejection(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
