import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createCertificate } from './certificate.ts';
import { changeBehind } from './change-behind.ts';
import { createFaultQueue } from './faults.ts';
import { API_HOST, APP_HOST, FILES_HOST, hostRulesFor, OLD_APP_HOST } from './hosts.ts';
import { createRateLimiter } from './rate-limit.ts';
import { type ReadRequest, readRequest } from './read-request.ts';
import type { Reply } from './reply.ts';
import { createWorld } from './seed.ts';
import { serveApi } from './serve-api.ts';
import { serveSite } from './sites/serve-site.ts';
import { createTraffic } from './traffic.ts';
import type { Fault, RecordedRequest } from './traffic-types.ts';
import type { World } from './types.ts';
import { serveWebApp } from './web-app/serve-web-app.ts';

export type Sandbox = {
  port: number;
  /** For Chromium's `--host-resolver-rules`; certificate errors have to be ignored as well. */
  hostRules: string;
  /** The live state; tests may read and change it. A reset replaces its contents, not the object. */
  world: World;
  /** Every request to api.close.com since the last reset, from its arrival on. */
  requests: RecordedRequest[];
  /** Requests to hosts that must not be called, and requests to the web app that carry an Authorization header. */
  strayRequests: RecordedRequest[];
  /** A fresh seed, no faults, no recorded requests. */
  reset(): void;
  fault(fault: Fault): void;
  /** Edits as a colleague: values under the API's keys; `date_updated` and `updated_by` move. */
  changeBehind(opportunityId: string, patch: Record<string, unknown>, byUserId?: string): void;
  /** Called once for each request to the API, when it is answered or dropped. Returns the way to stop. */
  onRequest(listener: (request: RecordedRequest) => void): () => void;
  /** Called when a request to the API has arrived and nothing has been done about it yet. */
  onArrival(listener: (request: RecordedRequest) => void): () => void;
  /** Called when a request has just changed a stored deal, even if its answer gets lost. */
  onApplied(listener: (request: RecordedRequest) => void): () => void;
  /** Answers a request as the server does, without a connection. The signal says that the client has given up. */
  exchange(request: ReadRequest, givenUp?: AbortSignal | null): Promise<Reply | 'dropped'>;
  stop(): Promise<void>;
};

/** Starts the stand-in for Close on this machine; port 0 or none takes a free one. */
export async function startSandbox(
  options: { port?: number; log?: (line: string) => void } = {},
): Promise<Sandbox> {
  const world = createWorld();
  const traffic = createTraffic();
  const faults = createFaultQueue();
  let countRequest = createRateLimiter();

  async function answer({ record, query, text }: ReadRequest): Promise<Reply | 'dropped'> {
    const { host, method, path, headers } = record;
    if (host === APP_HOST && headers.authorization) traffic.strayRequests.push(record);
    if (host === API_HOST) {
      traffic.arrived(record);
      const rateLimit = countRequest(world, headers.authorization ?? '', method, path);
      const request = { method, path, query, headers, body: text };
      return serveApi({ world, request, record, rateLimit, applied: traffic.applied }, faults.take(record));
    }
    if (host === APP_HOST) return serveWebApp(world, record);
    if (host === OLD_APP_HOST) {
      const search = query.size > 0 ? `?${query}` : '';
      return { status: 301, headers: { location: `https://${APP_HOST}${path}${search}` }, body: '' };
    }
    if (host === FILES_HOST) return { status: 201, headers: {}, body: '' };
    const page = serveSite(world, host, path);
    if (page) return page;
    traffic.strayRequests.push(record);
    return {
      status: 421,
      headers: { 'content-type': 'text/plain' },
      body: 'The sandbox does not play this host.',
    };
  }

  async function exchange(request: ReadRequest, givenUp?: AbortSignal | null): Promise<Reply | 'dropped'> {
    const { record } = request;
    // A client that gives up while waiting never learns the status.
    givenUp?.addEventListener('abort', () => traffic.ended(record, 'dropped'), { once: true });
    const reply = await answer(request);
    if (!givenUp?.aborted) traffic.ended(record, reply === 'dropped' ? reply : reply.status);
    options.log?.(`${record.status} ${record.method} https://${record.host}${record.path}`);
    return reply;
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const closed = new AbortController();
    const request = await readRequest(incoming);
    response.on('close', () => closed.abort());
    const reply = await exchange(request, closed.signal);
    if (reply === 'dropped') incoming.socket.destroy();
    else if (!response.destroyed) response.writeHead(reply.status, reply.headers).end(reply.body);
  }

  const server = createServer(await createCertificate(), (incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      options.log?.(`failed ${incoming.method} ${incoming.url}: ${String(error)}`);
      if (!response.headersSent && !response.destroyed)
        response.writeHead(599, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  });
  // Never, because a client on a busy machine may send just when an idle connection ends.
  server.keepAliveTimeout = 0;
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;

  return {
    port,
    hostRules: hostRulesFor(port),
    world,
    requests: traffic.requests,
    strayRequests: traffic.strayRequests,
    reset() {
      Object.assign(world, createWorld());
      faults.clear();
      traffic.clear();
      countRequest = createRateLimiter();
    },
    fault: faults.add,
    changeBehind: (...change) => changeBehind(world, ...change),
    onRequest: traffic.onEnd,
    onArrival: traffic.onArrival,
    onApplied: traffic.onApplied,
    exchange,
    stop() {
      return new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        // `closeAllConnections` leaves out connections whose TLS handshake is not finished.
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}
