import { afterEach, describe, expect, it, vi } from 'vitest';
import { lead as leadOf } from '../../corpus/ids.ts';
import { testClient } from '../samples/close-client.ts';

const lead = leadOf('a');

afterEach(() => vi.unstubAllGlobals());

/** Answers every request with this body. */
function answer(body: unknown): void {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body)));
}

const deal = {
  ...{ id: 'oppo_a', lead_id: lead, organization_id: 'orga_a', status_id: 'stat_a' },
  ...{ date_updated: '2026-06-19T12:06:03.159000+00:00', value: 500 },
};
const invalidDeals = [{ ...deal, value: 'five' }, { id: 'oppo_b' }, null];

describe('a list with invalid items', () => {
  it("returns a lead's valid deals and counts the invalid ones", async () => {
    answer({ data: [deal, ...invalidDeals] });
    const { opportunities, unreadable } = await testClient().readLeadOpportunities(lead);
    expect(opportunities.map(({ id }) => id)).toEqual(['oppo_a']);
    expect(unreadable).toBe(3);
  });

  it('returns valid search results and counts invalid deals and leads', async () => {
    answer({ data: [{ id: lead, display_name: 7, opportunities: [deal, ...invalidDeals] }, null] });
    const { opportunities, unreadable } = await testClient().findOpportunities('Marlow', {
      organizationId: 'orga_a',
      way: 'half-typed',
    });
    // A deal in an answer to a search may lack everything but its id.
    expect(opportunities.map(({ id }) => id)).toEqual(['oppo_a', 'oppo_b']);
    expect(unreadable).toBe(3);
  });

  it('returns the valid users and contacts', async () => {
    answer({ data: [{ id: 'user_a', email: 'a@example.com' }, { id: 7 }] });
    expect(await testClient().readUsers()).toEqual([{ id: 'user_a', name: 'a@example.com' }]);
    answer({ contacts: [null, { id: 'cont_a', name: 'Lena' }] });
    expect(await testClient().readContacts(lead)).toEqual([{ id: 'cont_a', name: 'Lena' }]);
  });

  it('returns the valid custom fields', async () => {
    answer({ fields: [{ id: 'cf_a', name: 'Seats', type: 'number' }, { id: 'cf_b' }] });
    expect((await testClient().readCustomFields()).map(({ id }) => id)).toEqual(['cf_a']);
  });

  it('is refused if the answer contains no list', async () => {
    answer({ data: { 0: deal } });
    await expect(testClient().readLeadOpportunities(lead)).rejects.toThrow();
  });
});
