import type { Membership, User } from '../types.ts';
import { ids } from './ids.ts';
import { makeId } from './make-id.ts';

// biome-ignore format: a list of names reads best in rows.
const FIRST_NAMES = [
  'Aisha', 'Bruno', 'Chidi', 'Dana', 'Élodie', 'Farid', 'Greta', 'Hana', 'Ivo', 'Jana',
  'Kofi', 'Leona', 'Mateus', 'Nadia', 'Oskar', 'Petra', 'Quyen', 'Rafael', 'Søren', 'Tuula',
  'Uma', 'Viktor', 'Wanda', 'Yara', 'Zoran',
];

// biome-ignore format: a list of names reads best in rows.
const LAST_NAMES = [
  'Adeyemi', 'Barros', 'Castellan', 'Dvořák', 'Eklund', 'Fontaine', 'Gruber', 'Haddad', 'Iversen', 'Jansky',
  'Kowal', 'Lindqvist', 'Moreau', 'Nkemelu', 'O’Hara', 'Pereira', 'Quist', 'Rask', 'Sandoval', 'Tanaka',
];

/** The number of users of Alder & Finch: the 3 named ones and enough others to fill a long list. */
const ALDER_SIZE = 500;

const named: [User, organizationId: string, roleId: string, isActive: boolean][] = [
  [person(ids.users.ana, 'Ana', 'Ruiz', 'alder-finch'), ids.organizations.alder, 'admin', true],
  [person(ids.users.sam, 'Sam', 'Lee', 'alder-finch'), ids.organizations.alder, 'user', true],
  [
    person(ids.users.restricted, 'Robin', 'Hale', 'alder-finch'),
    ids.organizations.alder,
    'restricteduser',
    true,
  ],
  [person(ids.users.former, 'Jo', 'Winter', 'alder-finch'), ids.organizations.alder, 'user', false],
  [person(ids.users.ingrid, 'Ingrid', 'Solheim', 'bryggen'), ids.organizations.bryggen, 'admin', true],
  [person(ids.users.mikkel, 'Mikkel', 'Dahl', 'bryggen'), ids.organizations.bryggen, 'user', true],
];

function person(id: string, firstName: string, lastName: string, company: string): User {
  const mailbox = `${firstName}.${lastName}`
    .normalize('NFKD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  return { id, firstName, lastName, email: `${mailbox}@${company}.example.com` };
}

/** The people of both organizations: 500 active ones and a former one in the first, two in the second. */
export function seedPeople(): { users: Map<string, User>; memberships: Membership[] } {
  const users = new Map<string, User>();
  const memberships: Membership[] = [];
  const add = (user: User, organizationId: string, roleId: string, isActive: boolean) => {
    users.set(user.id, user);
    memberships.push({ id: makeId('memb', user.id), userId: user.id, organizationId, roleId, isActive });
  };
  for (const entry of named) add(...entry);
  for (let index = 0; index < ALDER_SIZE - 3; index++) {
    const firstName = FIRST_NAMES[index % FIRST_NAMES.length] ?? '';
    const lastName = LAST_NAMES[Math.floor(index / FIRST_NAMES.length)] ?? '';
    const id = makeId('user', `${firstName}-${lastName}`);
    add(person(id, firstName, lastName, 'alder-finch'), ids.organizations.alder, 'user', true);
  }
  return { users, memberships };
}
