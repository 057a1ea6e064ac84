import { afterEach, describe, expect, it, vi } from 'vitest';
import { CloseError } from '../../../lib/close-api/errors.ts';
import { testClient } from '../samples/close-client.ts';

afterEach(() => vi.unstubAllGlobals());

const id = `oppo_${'a'.repeat(43)}`;
const unauthorized = () => Response.json({ error: 'Unauthorized' }, { status: 401 });
const requests: string[] = [];

/** Answers 401 to everything except `GET /me/`, which is answered by `me`. */
function refuse(me: () => Response): void {
  requests.length = 0;
  vi.stubGlobal('fetch', async (url: URL, { method }: RequestInit) => {
    requests.push(`${method} ${url.pathname}`);
    return url.pathname.endsWith('/me/') ? me() : unauthorized();
  });
}

async function problemOf(work: Promise<unknown>): Promise<unknown> {
  const thrown = await work.catch((error: unknown) => error);
  return thrown instanceof CloseError ? thrown.problem : thrown;
}

const write = () => problemOf(testClient().updateOpportunity(id, { confidence: 1 }));

it('a 403 is reported as missing rights to read or to edit', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ error: 'No.' }, { status: 403 }));
  expect(await write()).toMatchObject({ kind: 'forbidden', detail: 'No.' });
  expect(await problemOf(testClient().readOpportunity(id))).toMatchObject({ kind: 'forbidden-to-read' });
});

describe('a 401', () => {
  it('is reported as missing rights if GET /me/ accepts the same key', async () => {
    refuse(() => Response.json({ id: 'user_a', organizations: [] }));
    expect(await write()).toEqual({ kind: 'forbidden' });
    expect(await problemOf(testClient().readOpportunity(id))).toEqual({ kind: 'forbidden-to-read' });
    expect(requests.filter((each) => each.endsWith('/me/'))).toHaveLength(2);
  });

  it('is reported as an invalid key if GET /me/ refuses it too', async () => {
    refuse(unauthorized);
    expect(await write()).toMatchObject({ kind: 'unauthorized' });
    expect(requests).toHaveLength(2);
  });

  it.each([
    ['a rate limit', 429, 'rate-limited'],
    ['an unavailable server', 503, 'unavailable'],
  ])('is reported as the problem of GET /me/ if that meets %s', async (_what, status, kind) => {
    refuse(() => new Response('', { status }));
    expect(await write()).toMatchObject({ kind });
  });

  it('to GET /me/ itself is not checked again', async () => {
    refuse(unauthorized);
    expect(await problemOf(testClient().readIdentity())).toMatchObject({ kind: 'unauthorized' });
    expect(requests).toHaveLength(1);
  });
});
