import { beforeEach, expect, it } from 'vitest';
import { cancelSearch, findDeals } from '../../../entrypoints/background/deals/find-deals.ts';
import { connections, secret } from '../../../lib/storage/items.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { useConnectedSandbox } from './use-connected-sandbox.ts';

const sandbox = useConnectedSandbox();
beforeEach(async () => {
  const organization = { organizationId: ids.organizations.bryggen, organizationName: 'Bryggen Handel' };
  const user = { userId: ids.users.ana, userName: 'Ana Ruiz', roleId: 'admin' };
  await connections.write([...(await connections.read()), { ...organization, currency: 'EUR', ...user }]);
  await secret(organization.organizationId).write(keys.bryggen);
});

let searches = 0;
const newId = () => `00000000-0000-4000-8000-${String(++searches).padStart(12, '0')}`;

async function find(query: string, id = newId()) {
  const answer = await findDeals({ query, id });
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
}

/** Returns the requests that were searches, not readings of pipelines and fields. */
const searched = () =>
  sandbox.requests.filter(({ path }) => /\/(?:search|lead)\/$/.test(path)).map(({ path }) => path);

it('sends one request to each organization', async () => {
  expect((await find('Fjordlys')).opportunities.map(({ leadName }) => leadName)).toContain('Fjordlys AS');
  expect(searched()).toEqual(Array(2).fill('/api/v1/data/search/'));
});

it('lists closed deals last, and says where the words were found', async () => {
  const { opportunities, foundBy } = await find('Pia Halden');
  const { threeFirst, threeSecond, threeWon } = ids.deals;
  expect(opportunities.map(({ id }) => id)).toEqual([threeFirst, threeSecond, threeWon]);
  expect(Object.values(foundBy ?? {})).toEqual(Array(3).fill('Pia Halden'));
});

it('begins with the way that worked last, until the browser closes', async () => {
  sandbox.world.search.unknownFields = ['lead.display_name'];
  await find('Marlow');
  sandbox.requests.length = 0;
  expect((await find('Lena')).opportunities.map(({ id }) => id)).toEqual([ids.sampleDeal]);
  expect(searched()).toEqual(Array(2).fill('/api/v1/lead/'));
});

it('shows what one organization found if another refuses every search', async () => {
  sandbox.world.apiKeys.delete(keys.bryggen);
  const { opportunities, unanswered } = await find('Marlow Robotics');
  expect(opportunities.map(({ id }) => id)).toEqual([ids.sampleDeal]);
  expect(unanswered).toEqual(['Bryggen Handel']);
});

it('ends the requests of a cancelled search', async () => {
  await find('Marlow');
  sandbox.requests.length = 0;
  const then = { hold: new Promise<void>(() => {}), applied: 'before' } as const;
  sandbox.fault({ path: '/data/search/', times: 2, then });
  const id = newId();
  const searching = findDeals({ query: 'Lena', id });
  await expect.poll(searched).toHaveLength(2);
  await cancelSearch({ id });
  await expect(searching).rejects.toThrow();
  expect(searched()).toHaveLength(2);
});
