import type { Field } from '../opportunity/fields.ts';
import type { DateDirection } from './dates.ts';
import { type FieldNames, nameFields } from './fields.ts';
import type { LineContext } from './line.ts';
import { type Named, named } from './names.ts';
import { namePeople, type PeopleNames } from './people.ts';
import { nameStatuses, type StatusNames } from './statuses.ts';

/** The names of a deal, its organization and its people, prepared once for all lines that are typed. */
export type Reader = LineContext & {
  fieldNames: FieldNames;
  statuses: StatusNames;
  peopleNames: PeopleNames;
  /** Which days a date without a year and a weekday mean. */
  direction: DateDirection;
  choicesOf(field: Field): readonly Named<string>[];
};

const readers = new WeakMap<LineContext, Reader>();

/** Returns the reader for a context. */
export function readerOf(context: LineContext): Reader {
  const existing = readers.get(context);
  if (existing) return existing;
  const choices = new Map<string, Named<string>[]>();
  const reader: Reader = {
    ...context,
    fieldNames: nameFields(context),
    statuses: nameStatuses(context.catalog.pipelines, context.opportunity.values.status_id),
    peopleNames: namePeople(context.people),
    direction: 'future',
    choicesOf({ key, choices: offered }) {
      const list = choices.get(key) ?? offered.map((each) => named(each, each, each));
      choices.set(key, list);
      return list;
    },
  };
  readers.set(context, reader);
  return reader;
}
