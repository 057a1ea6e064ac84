import { afterEach, describe, expect, it, vi } from 'vitest';
import { CloseError } from '../../../lib/close-api/errors.ts';
import { testClient } from '../samples/close-client.ts';

afterEach(() => vi.unstubAllGlobals());

const id = `oppo_${'a'.repeat(43)}`;
const unauthorized = () => Response.json({ error: 'Unauthorized' }, { status: 401 });
const asked: string[] = [];

/** Answers 401 to everything but `GET /me/`, which is answered as given. */
function refuse(me: () => Response): void {
  asked.length = 0;
  vi.stubGlobal('fetch', async (url: URL, { method }: RequestInit) => {
    asked.push(`${method} ${url.pathname}`);
    return url.pathname.endsWith('/me/') ? me() : unauthorized();
  });
}

async function problemOf(work: Promise<unknown>): Promise<unknown> {
  const thrown = await work.catch((error: unknown) => error);
  return thrown instanceof CloseError ? thrown.problem : thrown;
}

const write = () => problemOf(testClient().updateOpportunity(id, { confidence: 1 }));

it('a 403 says whether the user may not read or may not edit', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ error: 'No.' }, { status: 403 }));
  expect(await write()).toMatchObject({ kind: 'forbidden', detail: 'No.' });
  expect(await problemOf(testClient().readOpportunity(id))).toMatchObject({ kind: 'forbidden-to-read' });
});

describe('a 401', () => {
  it('is a refusal of rights where the same key is good for GET /me/', async () => {
    refuse(() => Response.json({ id: 'user_a', organizations: [] }));
    expect(await write()).toEqual({ kind: 'forbidden' });
    expect(await problemOf(testClient().readOpportunity(id))).toEqual({ kind: 'forbidden-to-read' });
    expect(asked.filter((request) => request.endsWith('/me/'))).toHaveLength(2);
  });

  it('is the end of the key where GET /me/ refuses it too', async () => {
    refuse(unauthorized);
    expect(await write()).toMatchObject({ kind: 'unauthorized' });
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['a rate limit', 429, 'rate-limited'],
    ['a server that is down', 503, 'unavailable'],
  ])('decides nothing where GET /me/ meets %s', async (_what, status, kind) => {
    refuse(() => new Response('', { status }));
    expect(await write()).toMatchObject({ kind });
  });

  it('to GET /me/ itself is asked once', async () => {
    refuse(unauthorized);
    expect(await problemOf(testClient().readIdentity())).toMatchObject({ kind: 'unauthorized' });
    expect(asked).toHaveLength(1);
  });
});
