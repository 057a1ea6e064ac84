import type { IncomingMessage } from 'node:http';
import type { RecordedRequest } from './traffic-types.ts';

/** A request read to its end: the record of it, its query with repeated keys, and its body as it came. */
export type ReadRequest = { record: RecordedRequest; query: URLSearchParams; text: string };

/** Reads the whole request; rejects if the client disconnects first. */
export async function readRequest(incoming: IncomingMessage): Promise<ReadRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const host = (incoming.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const url = new URL(incoming.url ?? '/', `https://${host || 'localhost'}`);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  );
  return createRequest({
    ...{ host, url, headers },
    method: incoming.method ?? 'GET',
    text: Buffer.concat(chunks).toString('utf8'),
  });
}

type Parts = { host: string; method: string; url: URL; headers: Record<string, string>; text: string };

/** Creates the record of a request that arrives now. */
export function createRequest({ host, method, url, headers, text }: Parts): ReadRequest {
  const record: RecordedRequest = {
    at: Date.now(),
    host,
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    body: text === '' ? undefined : parseOrKeep(text),
    status: 'pending',
    appliedChange: false,
  };
  return { record, query: url.searchParams, text };
}

function parseOrKeep(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
