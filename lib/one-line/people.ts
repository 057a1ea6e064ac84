import type { PeopleKind, Person } from '../model/person.ts';
import { matchNames, type Named, named } from './names.ts';

/** The people of a kind, ready to be compared; undefined while they are not loaded. */
export type PeopleNames = Readonly<Record<PeopleKind, readonly Named<Person>[] | undefined>>;

/** Prepares the people. */
export function namePeople(people: Readonly<Record<PeopleKind, readonly Person[] | undefined>>): PeopleNames {
  const namesOf = (list: readonly Person[] | undefined) =>
    list?.map((each) => named(each, each.id, each.name));
  return { user: namesOf(people.user), contact: namesOf(people.contact) };
}

/** Words for the user. */
const meWords = /^(?:me|myself|mich|mir|ich)$/i;

/** Returns the people that a text can mean, 'me' for the user. */
export function findPeople(
  typed: string,
  names: readonly Named<Person>[],
): { people: Person[]; rank: number } | 'me' {
  const { rank, items } = matchNames(typed, names);
  if (rank > 1 && meWords.test(typed)) return 'me';
  return { people: items, rank };
}
