import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  organizationNames,
  readInOrganizationOf,
  rememberOrganizations,
} from '../../../entrypoints/background/close/organization-lookup.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import type { Problem } from '../../../lib/model/problem.ts';
import { connections, organizationByDeal, secret } from '../../../lib/storage/items.ts';

const places = ['orga_a', 'orga_b', 'orga_c'];

beforeEach(async () => {
  await connections.write(places.map(connectionOf));
  for (const place of places) await secret(place).write('api_sample.sample');
});
afterEach(() => fakeBrowser.reset());

function connectionOf(organizationId: string): Connection {
  const names = { organizationName: organizationId.toUpperCase(), userName: 'Ana Ruiz' };
  return { ...{ organizationId, currency: 'USD', userId: 'user_a', roleId: 'admin' }, ...names };
}

/** Reads "oppo_x", which only the organizations without a problem know; writes down which ones were asked. */
async function look(problems: Record<string, Problem['kind']>) {
  const asked: string[] = [];
  const ending = await readInOrganizationOf('oppo_x', async ({ connection: { organizationId } }) => {
    asked.push(organizationId);
    const kind = problems[organizationId];
    if (kind) throw new CloseError({ kind });
    return organizationId;
  }).catch((error: unknown) => (error as CloseError).problem.kind);
  return { asked, ending };
}

describe('a deal that one of several organizations knows', () => {
  it('is looked for in the default one first, then in the others, and found there at once from then on', async () => {
    const elsewhere = { orga_a: 'not-found', orga_b: 'not-found' } as const;
    expect(await look(elsewhere)).toEqual({ asked: places, ending: 'orga_c' });
    expect(await look(elsewhere)).toEqual({ asked: ['orga_c'], ending: 'orga_c' });
  });

  it('is found although another organization refuses its key or asks to wait', async () => {
    expect((await look({ orga_a: 'unauthorized', orga_b: 'rate-limited' })).ending).toBe('orga_c');
    await secret('orga_a').remove();
    await organizationByDeal.remove();
    expect((await look({ orga_b: 'not-found' })).ending).toBe('orga_c');
  });

  it('is looked for elsewhere where the remembered organization no longer knows it', async () => {
    await rememberOrganizations([{ id: 'oppo_x', organizationId: 'orga_b' }]);
    expect(await look({ orga_b: 'not-found' })).toEqual({ asked: ['orga_b', 'orga_a'], ending: 'orga_a' });
    expect(await organizationByDeal.read()).toEqual({ oppo_x: 'orga_a' });
  });
});

describe('a deal that none of them knows', () => {
  it.each([
    [{ orga_a: 'not-found', orga_b: 'not-found', orga_c: 'not-found' }, 'not-found'],
    [{ orga_a: 'not-found', orga_b: 'unauthorized', orga_c: 'not-found' }, 'unauthorized'],
    [{ orga_a: 'forbidden', orga_b: 'not-found', orga_c: 'not-found' }, 'forbidden'],
  ] as const)('%j ends as %s', async (problems, ending) => {
    expect(await look(problems)).toEqual({ asked: places, ending });
  });

  it('is asked for no further where Close cannot be reached', async () => {
    expect(await look({ orga_a: 'timeout' })).toEqual({ asked: ['orga_a'], ending: 'timeout' });
  });

  it('says that nothing is connected where nothing is', async () => {
    await connections.write([]);
    expect(await look({})).toEqual({ asked: [], ending: 'not-connected' });
  });
});

describe('what is remembered', () => {
  it('is bounded, the oldest going first', async () => {
    const found = Array.from({ length: 501 }, (_each, place) => `oppo_${place}`);
    await rememberOrganizations(found.map((id) => ({ id, organizationId: 'orga_a' })));
    const known = Object.keys(await organizationByDeal.read());
    expect(known.length).toBe(500);
    expect(known).not.toContain('oppo_0');
  });

  it('is nothing where one organization is connected, which then needs no name either', async () => {
    expect(await organizationNames()).toEqual({
      organizations: { orga_a: 'ORGA_A', orga_b: 'ORGA_B', orga_c: 'ORGA_C' },
    });
    await connections.write([connectionOf('orga_a')]);
    await look({});
    expect(await organizationByDeal.read()).toEqual({});
    expect(await organizationNames()).toEqual({});
  });
});
