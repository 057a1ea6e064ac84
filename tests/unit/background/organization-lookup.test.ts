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

const organizationIds = ['orga_a', 'orga_b', 'orga_c'];

beforeEach(async () => {
  await connections.write(organizationIds.map(connectionOf));
  for (const id of organizationIds) await secret(id).write('api_sample.sample');
});
afterEach(() => fakeBrowser.reset());

function connectionOf(organizationId: string): Connection {
  const names = { organizationName: organizationId.toUpperCase(), userName: 'Ana Ruiz' };
  return { ...{ organizationId, currency: 'USD', userId: 'user_a', roleId: 'admin' }, ...names };
}

/** Reads "oppo_x", which only organizations without a problem have. Returns the outcome and the requested organizations. */
async function lookUp(problems: Record<string, Problem['kind']>) {
  const requested: string[] = [];
  const outcome = await readInOrganizationOf('oppo_x', async ({ connection: { organizationId } }) => {
    requested.push(organizationId);
    const kind = problems[organizationId];
    if (kind) throw new CloseError({ kind });
    return organizationId;
  }).catch((error: unknown) => (error as CloseError).problem.kind);
  return { requested, outcome };
}

describe('a deal in one of several organizations', () => {
  it('is looked up in the default organization first, then in the others, and later directly where it was found', async () => {
    const elsewhere = { orga_a: 'not-found', orga_b: 'not-found' } as const;
    expect(await lookUp(elsewhere)).toEqual({ requested: organizationIds, outcome: 'orga_c' });
    expect(await lookUp(elsewhere)).toEqual({ requested: ['orga_c'], outcome: 'orga_c' });
  });

  it('is found even if another organization refuses its key or limits requests', async () => {
    expect((await lookUp({ orga_a: 'unauthorized', orga_b: 'rate-limited' })).outcome).toBe('orga_c');
    await secret('orga_a').remove();
    await organizationByDeal.remove();
    expect((await lookUp({ orga_b: 'not-found' })).outcome).toBe('orga_c');
  });

  it('is looked up in the others if the remembered organization no longer has it', async () => {
    await rememberOrganizations([{ id: 'oppo_x', organizationId: 'orga_b' }]);
    expect(await lookUp({ orga_b: 'not-found' })).toEqual({
      requested: ['orga_b', 'orga_a'],
      outcome: 'orga_a',
    });
    expect(await organizationByDeal.read()).toEqual({ oppo_x: 'orga_a' });
  });
});

describe('a deal in none of the organizations', () => {
  it.each([
    [{ orga_a: 'not-found', orga_b: 'not-found', orga_c: 'not-found' }, 'not-found'],
    [{ orga_a: 'not-found', orga_b: 'unauthorized', orga_c: 'not-found' }, 'unauthorized'],
    [{ orga_a: 'forbidden', orga_b: 'not-found', orga_c: 'not-found' }, 'forbidden'],
  ] as const)('with the problems %j is reported as %s', async (problems, outcome) => {
    expect(await lookUp(problems)).toEqual({ requested: organizationIds, outcome });
  });

  it('is not looked up further if Close cannot be reached', async () => {
    expect(await lookUp({ orga_a: 'timeout' })).toEqual({ requested: ['orga_a'], outcome: 'timeout' });
  });

  it('is reported as not-connected if no organization is connected', async () => {
    await connections.write([]);
    expect(await lookUp({})).toEqual({ requested: [], outcome: 'not-connected' });
  });
});

describe('the remembered organizations', () => {
  it('are limited to 500 deals, the oldest being removed first', async () => {
    const found = Array.from({ length: 501 }, (_each, index) => `oppo_${index}`);
    await rememberOrganizations(found.map((id) => ({ id, organizationId: 'orga_a' })));
    const dealIds = Object.keys(await organizationByDeal.read());
    expect(dealIds.length).toBe(500);
    expect(dealIds).not.toContain('oppo_0');
  });

  it('are not stored if only one organization is connected, which is then not named either', async () => {
    expect(await organizationNames()).toEqual({
      organizations: { orga_a: 'ORGA_A', orga_b: 'ORGA_B', orga_c: 'ORGA_C' },
    });
    await connections.write([connectionOf('orga_a')]);
    await lookUp({});
    expect(await organizationByDeal.read()).toEqual({});
    expect(await organizationNames()).toEqual({});
  });
});
