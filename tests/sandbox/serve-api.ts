import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, ApiRequest } from './api/answer.ts';
import { answerOpportunity } from './api/opportunity-answer.ts';
import { handleApiRequest } from './api/router.ts';
import { storeKeys } from './api/store-keys.ts';
import { changeBehind } from './change-behind.ts';
import { type RateLimitState, rateLimitHeaders } from './rate-limit.ts';
import type { Reply } from './reply.ts';
import type { FaultAction, RecordedRequest } from './traffic-types.ts';
import type { World } from './types.ts';

/** Ends the session of a signed-in user if the client accepts cookies. */
const COOKIE_CLEARING = 'session=; Domain=close.com; Path=/; Max-Age=0; Secure';

type Exchange = {
  world: World;
  request: ApiRequest;
  record: RecordedRequest;
  rateLimit: RateLimitState;
  /** Called after a request has changed a stored deal. */
  applied: (record: RecordedRequest) => void;
};

/** Answers a request to the API, as usual or as the fault says; 'dropped' ends the connection without an answer. */
export async function serveApi(
  exchange: Exchange,
  fault: FaultAction | undefined,
): Promise<Reply | 'dropped'> {
  const { world, rateLimit } = exchange;
  const reply = await (fault === undefined ? carryOut(exchange) : carryOutFault(exchange, fault));
  if (reply === 'dropped') return reply;
  // The specific headers of a fault win over the everyday ones.
  const everyday = 'ownRateLimit' in reply ? {} : rateLimitHeaders(world.rateLimitHeader, rateLimit);
  return { ...reply, headers: { 'set-cookie': COOKIE_CLEARING, ...everyday, ...reply.headers } };
}

function carryOut({ world, request, record, rateLimit, applied }: Exchange): Reply {
  if (world.rateLimit.isEnforced && rateLimit.isExceeded) {
    const headers = { 'retry-after': String(rateLimit.reset) };
    return toReply({ status: 429, body: rateLimitBody(rateLimit.reset), headers });
  }
  const answer = handleApiRequest(world, request);
  if (answer.appliedChange) applied(record);
  return toReply(answer);
}

async function carryOutFault(exchange: Exchange, fault: FaultAction): Promise<Reply | 'dropped'> {
  if (fault === 'drop-before') return 'dropped';
  if (fault === 'drop-after') {
    carryOut(exchange);
    return 'dropped';
  }
  if (fault === 'html')
    return htmlReply(200, '<!doctype html><title>Sign in</title><p>Sign in to this network');
  if (fault === 'malformed') return jsonReply(200, '{"id": "oppo_');
  if ('delay' in fault) {
    await wait(fault.delay);
    return carryOut(exchange);
  }
  if ('hold' in fault) return holdBack(exchange, fault);
  if ('redirect' in fault)
    return { status: fault.status ?? 302, headers: { location: fault.redirect }, body: '' };
  if ('changeBehind' in fault) {
    const id = opportunityIdIn(exchange.record.path);
    if (id && exchange.world.opportunities.has(id)) changeBehind(exchange.world, id, fault.changeBehind);
    return carryOut(exchange);
  }
  if ('answer' in fault) return answerDifferently(exchange, fault.answer);
  return refuseWithStatus(exchange, fault);
}

async function holdBack(exchange: Exchange, fault: { hold: Promise<void>; applied: 'before' | 'after' }) {
  if (fault.applied === 'after') {
    await fault.hold;
    return carryOut(exchange);
  }
  const reply = carryOut(exchange);
  await fault.hold;
  return reply;
}

/** A write stores the patch on top of what was asked; a read finds it already stored. */
function answerDifferently(exchange: Exchange, patch: Record<string, unknown>): Reply {
  const { world, record } = exchange;
  const opportunity = world.opportunities.get(opportunityIdIn(record.path) ?? '');
  if (opportunity && record.method === 'GET') storeKeys(world, opportunity, patch);
  const reply = carryOut(exchange);
  if (!opportunity || !record.appliedChange) return reply;
  storeKeys(world, opportunity, patch);
  return toReply({ status: 200, body: answerOpportunity(world, opportunity) });
}

type StatusFault = Extract<FaultAction, { status: number }>;

function refuseWithStatus({ world, rateLimit, record }: Exchange, fault: StatusFault): Reply {
  if (fault.status === 504) return { status: 504, headers: {}, body: '' };
  if (fault.status === 429) {
    const shape = fault.header ?? world.rateLimitHeader;
    const { retryAfter } = fault;
    const reset = typeof retryAfter === 'number' ? retryAfter : 1;
    record.retryAfter = reset;
    const headers = rateLimitHeaders(shape, { limit: rateLimit.limit, remaining: 0, reset });
    if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
    return { ...jsonReply(429, JSON.stringify(rateLimitBody(reset)), headers), ownRateLimit: true };
  }
  const body = 'body' in fault ? fault.body : (STATUS_BODIES[fault.status] ?? '');
  if (typeof body !== 'string') return jsonReply(fault.status, JSON.stringify(body));
  return htmlReply(fault.status, body);
}

const STATUS_BODIES: Record<number, unknown> = {
  400: { error: 'Bad request.' },
  401: { error: 'Unauthorized' },
  402: { error: 'Your plan does not include this.' },
  403: { error: 'You do not have permission to do this.' },
  404: { error: 'Empty query: Opportunity matching query does not exist.' },
  500: '<html><body><h1>500 Internal Server Error</h1></body></html>',
  502: '<html><body><h1>502 Bad Gateway</h1></body></html>',
  503: '<html><body><h1>503 Service Unavailable</h1></body></html>',
};

/** Deprecated by Close: readers should take the headers. */
function rateLimitBody(reset: number): unknown {
  return { error: { rate_reset: reset, message: 'API call count exceeded for this window.' } };
}

function opportunityIdIn(path: string): string | undefined {
  return /\/opportunity\/([^/]+)\//.exec(path)?.[1];
}

function toReply(answer: Answer): Reply {
  if (answer.body === undefined) return { status: answer.status, headers: answer.headers ?? {}, body: '' };
  return jsonReply(answer.status, JSON.stringify(answer.body), answer.headers);
}

function jsonReply(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

function htmlReply(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
