import { expect, test } from 'vitest';
import { createWorld, ids, keys } from '../../sandbox/seed.ts';

const LENGTHS: Record<string, number> = { pipe: 22, role: 22 };

/** Returns every string in the value, including keys of maps and objects. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Map) return [...value].flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)]);
}

test('every id has the prefix and length that Close uses', () => {
  const pattern = /^(oppo|lead|cont|stat|user|orga|cf|memb|pipe|role)_([0-9A-Za-z]{10,})$/;
  const found = [...textsIn(createWorld()), ...textsIn(ids)].flatMap((text) => pattern.exec(text) ?? []);
  expect(found.length).toBeGreaterThan(1000);
  for (let index = 0; index < found.length; index += 3) {
    const [id = '', prefix = '', rest = ''] = found.slice(index, index + 3);
    expect(rest, id).toHaveLength(LENGTHS[prefix] ?? 43);
  }
});

test('keys have the format of Close’s API keys', () => {
  for (const key of [keys.ana, keys.restricted, keys.bryggen, keys.unknown]) {
    expect(key).toMatch(/^api_[0-9A-Za-z]{22}\.[0-9A-Za-z]{22}$/);
  }
});

test('two worlds are equal and share no objects', () => {
  const [one, other] = [createWorld(), createWorld()];
  expect(one.opportunities).toEqual(other.opportunities);
  expect(one.users).toEqual(other.users);
  expect(one.opportunities.get(ids.sampleDeal)).not.toBe(other.opportunities.get(ids.sampleDeal));
});

test('every named record exists, and stored records reference each other consistently', () => {
  const world = createWorld();
  for (const id of Object.values(ids.deals)) expect(world.opportunities.has(id), id).toBe(true);
  for (const id of Object.values(ids.leads)) expect(world.leads.has(id), id).toBe(true);
  for (const id of Object.values(ids.users)) expect(world.users.has(id), id).toBe(true);
  for (const id of Object.values(ids.fields)) expect(world.customFields.has(id), id).toBe(true);
  for (const deal of world.opportunities.values()) {
    const lead = world.leads.get(deal.leadId);
    expect(lead?.organizationId, deal.id).toBe(deal.organizationId);
    const contactIds: (string | null)[] = lead?.contacts.map((contact) => contact.id) ?? [];
    expect([null, ...contactIds], deal.id).toContain(deal.contactId);
  }
});

test('one list of choices has 300 distinct entries', () => {
  const choices = createWorld().customFields.get(ids.fields.region)?.choices ?? [];
  expect([choices.length, new Set(choices).size]).toEqual([300, 300]);
});

test('one deal has a value for every custom field of its organization', () => {
  const world = createWorld();
  const custom = world.opportunities.get(ids.deals.everyField)?.custom ?? {};
  const fields = [...world.customFields.values()].filter(
    (field) => field.organizationId === ids.organizations.alder,
  );
  expect(Object.keys(custom).sort()).toEqual(fields.map((field) => field.id).sort());
});
