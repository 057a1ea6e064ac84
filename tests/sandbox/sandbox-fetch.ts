import type { IncomingMessage } from 'node:http';
import { Agent, request as openRequest } from 'node:https';

const REDIRECTS = [301, 302, 303, 307, 308];
const BODILESS = [204, 205, 304];

/**
 * A `fetch` for Node that reaches the sandbox under the real host names.
 * Follows redirects within the sandbox; a lost connection rejects with a TypeError, an abort with its reason.
 * Reuses its connections, because a TLS handshake takes longer than an answer.
 */
export function createSandboxFetch(sandbox: { port: number }): typeof fetch {
  const agent = new Agent({ keepAlive: true });
  return async (input, init) => {
    const request = new Request(input, init);
    const body = Buffer.from(await request.arrayBuffer());
    let url = new URL(request.url);
    for (let hops = 0; hops < 5; hops++) {
      const response = await send({ port: sandbox.port, agent }, url, request, body);
      const location = response.headers.get('location');
      if (!REDIRECTS.includes(response.status) || location === null || request.redirect === 'manual') {
        return response;
      }
      if (request.redirect === 'error') throw new TypeError('fetch failed: unexpected redirect');
      url = new URL(location, url);
    }
    throw new TypeError('fetch failed: too many redirects');
  };
}

type Way = { port: number; agent: Agent };

async function send(way: Way, url: URL, request: Request, body: Buffer): Promise<Response> {
  request.signal.throwIfAborted();
  const incoming = await open(way, url, request, body);
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const status = incoming.statusCode ?? 500;
  return new Response(BODILESS.includes(status) ? null : Buffer.concat(chunks), { status, headers });
}

function open({ port, agent }: Way, url: URL, request: Request, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = openRequest(
      {
        host: '127.0.0.1',
        port,
        servername: url.hostname,
        path: url.pathname + url.search,
        method: request.method,
        headers: { ...Object.fromEntries(request.headers), host: url.host },
        rejectUnauthorized: false,
        agent,
      },
      resolve,
    );
    request.signal.addEventListener('abort', () => outgoing.destroy());
    outgoing.on('error', (cause) => {
      reject(request.signal.aborted ? request.signal.reason : new TypeError('fetch failed', { cause }));
    });
    outgoing.end(body);
  });
}
