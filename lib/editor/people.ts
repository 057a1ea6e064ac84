import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealView } from '../model/deal-view.ts';
import type { PeopleKind, Person } from '../model/person.ts';
import type { Problem } from '../model/problem.ts';
import { valueIn } from '../opportunity/values.ts';
import { retryAfterRateLimit } from './retry-after-rate-limit.ts';

/** Holds the people that can be chosen in fields of a deal. Reads none from Close before `load`. */
export type People = {
  byKind: ReadonlySignal<Readonly<Record<PeopleKind, readonly Person[] | undefined>>>;
  /** Problem of the last read that failed, by kind. */
  problems: ReadonlySignal<Readonly<Partial<Record<PeopleKind, Problem>>>>;
  /** Names by id of all people loaded so far, and of the deal's owner and contact, even if they have left. */
  names: ReadonlySignal<ReadonlyMap<string, string>>;
  /** Reads the users of the organization or the contacts of the lead, once unless the read fails; repeats it after a rate limit. */
  load(kind: PeopleKind): Promise<void>;
};

/** Creates the list of people for a deal. */
export function createPeople(view: ReadonlySignal<DealView>, ask: typeof askBackground): People {
  const byKind = signal<Record<PeopleKind, readonly Person[] | undefined>>({
    user: undefined,
    contact: undefined,
  });
  const problems = signal<Partial<Record<PeopleKind, Problem>>>({});
  const requestedKinds = new Set<PeopleKind>();

  const names = computed(() => {
    const { opportunity, connection } = view.value;
    const { values, ownerName, contactName } = opportunity;
    const read = [...(byKind.value.user ?? []), ...(byKind.value.contact ?? [])];
    const named = [
      { id: connection.userId, name: connection.userName },
      { id: valueIn(values, 'user_id'), name: ownerName },
      { id: valueIn(values, 'contact_id'), name: contactName },
    ];
    return new Map(
      [...named, ...read].flatMap(({ id, name }) => (id !== null && name !== '' ? [[String(id), name]] : [])),
    );
  });

  function again(kind: PeopleKind): Promise<void> {
    requestedKinds.delete(kind);
    return load(kind);
  }

  async function load(kind: PeopleKind): Promise<void> {
    if (requestedKinds.has(kind)) return;
    requestedKinds.add(kind);
    const { organizationId, leadId } = view.value.opportunity;
    const result =
      kind === 'user'
        ? await ask('users.list', { organizationId })
        : await ask('contacts.list', { organizationId, leadId });
    problems.value = { ...problems.value, [kind]: result.ok ? undefined : result.problem };
    if (result.ok) byKind.value = { ...byKind.value, [kind]: result.value };
    else if (!retryAfterRateLimit(result.problem, () => void again(kind))) requestedKinds.delete(kind);
  }

  return { byKind, problems, names, load };
}
