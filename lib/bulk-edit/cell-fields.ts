import type { CustomField } from '../model/custom-field.ts';
import type { FieldValue } from '../model/field-value.ts';
import type { Person } from '../model/person.ts';
import { readDate } from '../one-line/dates.ts';
import { dayOfDate, isDay, localDay } from '../opportunity/dates.ts';
import { type Entry, toEntry } from '../opportunity/entries.ts';
import { type Field, listFields, mayEdit, statusField } from '../opportunity/fields.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { moveDay } from '../quick-actions/move-date.ts';
import { periodName } from '../wording/describe-change.ts';
import type { RowView } from './table-rows.ts';

/** Types of custom fields that fit into a cell. */
const cellTypes = ['text', 'number', 'date', 'choices', 'user'];

/** Lists the custom fields of an organization that can be a column of the table. */
export function columnFields(customFields: readonly CustomField[]): CustomField[] {
  return customFields.filter(
    ({ type, isMultiple }) => cellTypes.includes(type) && (!isMultiple || type === 'choices'),
  );
}

// By view, because each of the row's cells asks for its field, and a view is replaced with every change.
const fieldsOf = new WeakMap<RowView, readonly Field[]>();

/** Returns a field of a row's deal, locked if the user may not edit it; undefined if the deal has none of this key. */
export function fieldOf(view: RowView, key: string): Field | undefined {
  const { opportunity, organization } = view;
  const { catalog, connection } = organization;
  if (key === 'status_id') {
    const field = statusField(catalog.pipelines);
    return mayEdit(opportunity.values, connection) ? field : { ...field, lock: 'others-deal' };
  }
  const fields = fieldsOf.get(view) ?? listFields(opportunity, catalog.customFields, connection);
  fieldsOf.set(view, fields);
  return fields.find((field) => field.key === key);
}

/** A value that can be chosen in a cell, with its name. */
export type CellChoice = { value: string; name: string };

/** Returns what can be chosen in a cell, the own pipeline's statuses first; undefined if it is typed. */
export function choicesOf(
  field: Field,
  { opportunity, organization }: RowView,
  people: readonly Person[],
): CellChoice[] | undefined {
  if (field.type === 'status') {
    const { pipelines } = organization.catalog;
    const own = findStatus(pipelines, opportunity.values.status_id)?.pipeline;
    return [...pipelines]
      .sort((one, other) => Number(other === own) - Number(one === own))
      .flatMap((pipeline) =>
        pipeline.statuses.map(({ id, label }) => ({
          value: id,
          name: pipeline === own ? label : `${label} (${pipeline.name})`,
        })),
      );
  }
  if (field.type === 'user') return people.map(({ id, name }) => ({ value: id, name }));
  if (field.type === 'period') return field.choices.map((value) => ({ value, name: periodName(value) }));
  return field.type === 'choices' ? field.choices.map((value) => ({ value, name: value })) : undefined;
}

/** Returns the text that a cell begins to be edited with. */
export function editedText(field: Field, value: FieldValue): string {
  const entry = toEntry(field, value);
  return typeof entry === 'string' ? entry : entry.join(', ');
}

/**
 * Reads a typed or pasted text as the entry of a field: a choice by its name, several of them between commas, a date as the
 * typed line reads it. Other text is returned unchanged, and then found invalid.
 */
export function readEntry(
  field: Field,
  typed: string,
  choices: readonly CellChoice[] | undefined,
  stored: FieldValue,
  now: Date,
): Entry {
  const text = typed.trim();
  if (text === '') return '';
  if (choices && field.isMultiple) return readChoices(text, choices);
  if (choices) return readChoice(text, choices) ?? text;
  return field.type === 'date' ? readDay(text, stored, now) : typed;
}

function readChoice(text: string, choices: readonly CellChoice[]): string | undefined {
  const exact = choices.find(({ value, name }) => value === text || name === text);
  const similar = choices.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  return (exact ?? (similar.length === 1 ? similar[0] : undefined))?.value;
}

// Takes the longest name at each place, because names may contain commas.
function readChoices(text: string, choices: readonly CellChoice[]): string[] {
  const parts = text.split(',');
  const chosen: string[] = [];
  for (let from = 0; from < parts.length; ) {
    let to = parts.length;
    let found: string | undefined;
    for (; to > from && found === undefined; to -= 1)
      found = readChoice(parts.slice(from, to).join(',').trim(), choices);
    const read = found ?? parts[from]?.trim() ?? '';
    if (read !== '' && !chosen.includes(read)) chosen.push(read);
    from = found === undefined ? from + 1 : to + 1;
  }
  return chosen;
}

// A day that can be read in two ways counts as the likelier one, which the cell then shows.
function readDay(text: string, stored: FieldValue, now: Date): string {
  if (isDay(text.slice(0, 10)) && /^.{10}(T.*)?$/.test(text)) return text.slice(0, 10);
  const { locale } = new Intl.DateTimeFormat().resolvedOptions();
  const reading = readDate(text, now, locale, 'future');
  if (!reading) return text;
  if ('days' in reading) return reading.days[0] ?? text;
  return moveDay(dayOfDate(stored) || localDay(now), reading.by, reading.unit) ?? text;
}
