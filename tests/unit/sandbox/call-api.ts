import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { keys } from '../../sandbox/seed.ts';

type ApiAnswer = { status: number; headers: Headers; text: string; body: unknown };

type Details = { key?: string; body?: unknown; headers?: Record<string, string> };

/** Sends a request below `/api/v1`, as Ana Ruiz unless another key is given. Returns redirects instead of following them. */
export type CallApi = (method: string, path: string, details?: Details) => Promise<ApiAnswer>;

export function createCallApi(sandbox: { port: number }): CallApi {
  const sandboxFetch = createSandboxFetch(sandbox);
  return async (method, path, { key = keys.ana, body, headers = {} } = {}) => {
    const response = await sandboxFetch(`https://api.close.com/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Basic ${btoa(`${key}:`)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
