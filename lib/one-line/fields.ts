import type { CustomField } from '../model/custom-field.ts';
import { type Field, listFields, mayEdit, statusField } from '../opportunity/fields.ts';
import type { LineContext } from './line.ts';
import { matchNames, type Named, named, tagOf } from './names.ts';
import { quote } from './tokens.ts';

/** The names of standard fields in English and German, as the editor shows them. */
const shownNames: Record<string, readonly [string, string]> = {
  status_id: ['Status', 'Status'],
  confidence: ['Confidence', 'Abschlusschance'],
  value: ['Value', 'Wert'],
  value_period: ['Value period', 'Zeitraum des Werts'],
  date_won: ['Estimated close', 'Abschlussdatum'],
  user_id: ['Owner', 'Verantwortlich'],
  contact_id: ['Contact', 'Kontakt'],
  note: ['Note', 'Notiz'],
};
/** What people also call them. */
const otherNames: Record<string, readonly string[]> = {
  status_id: ['stage', 'phase'],
  confidence: ['chance', 'probability', 'wahrscheinlichkeit'],
  value: ['amount', 'betrag', 'price', 'preis'],
  value_period: ['period', 'zeitraum'],
  date_won: ['close', 'close date', 'closes', 'abschluss', 'won date'],
  user_id: ['inhaber'],
  contact_id: ['ansprechpartner'],
  note: ['notes', 'notizen'],
};

/** The fields of a deal with the names that they can be typed by. */
export type FieldNames = {
  fields: readonly Field[];
  shown: readonly Named<Field>[];
  others: readonly Named<Field>[];
};

/** Lists the fields that a line can change, including locked ones. Files cannot be typed. */
export function nameFields({ opportunity, catalog, connection }: LineContext): FieldNames {
  const listed = listFields(opportunity, catalog.customFields as CustomField[], connection);
  const fields = [statusField(catalog.pipelines), ...listed]
    .filter(({ type }) => type !== 'attachments')
    .map((field) =>
      mayEdit(opportunity.values, connection) ? field : { ...field, lock: 'others-deal' as const },
    );
  const by = (namesOf: (field: Field) => readonly string[]) =>
    fields.flatMap((field) => [...new Set(namesOf(field))].map((name) => named(field, field.key, name)));
  return {
    fields,
    shown: by(({ key, name }) => (name === undefined ? (shownNames[namedKey(key)] ?? []) : [name])),
    others: by(({ key }) => otherNames[namedKey(key)] ?? []),
  };
}

/** Returns the key that a line knows a field by: a note is a note, formatted or not. */
export function namedKey(key: string): string {
  return key === 'note_html' ? 'note' : key;
}

/** Returns the field that a reading changes, undefined if the deal has none. */
export function fieldNamed(key: string, { fields }: FieldNames): Field | undefined {
  return fields.find((field) => namedKey(field.key) === key);
}

/** Returns the fields that a text names, and whether by their whole name. A field's own name comes first. */
export function findFields(
  typed: string,
  { shown, others }: FieldNames,
): { fields: Field[]; isWhole: boolean } {
  const [own, other] = [matchNames(typed, shown), matchNames(typed, others)];
  const best = own.rank <= other.rank || own.rank < 2 ? own : other;
  const items = own.rank === 2 && other.rank === 2 ? [...own.items, ...other.items] : best.items;
  return { fields: [...new Set(items)], isWhole: best.rank < 2 };
}

/** Writes a field's name so that it is read as this field, without the colon. */
export function writeFieldName(field: Field, names: FieldNames, locale: string): string {
  const [english, german] = shownNames[namedKey(field.key)] ?? [];
  const name = field.name ?? (locale.startsWith('de') ? german : english) ?? field.key;
  const plain =
    /^[\p{L}\p{N}][\p{L}\p{N} .&'’/()-]*$/u.test(name) && !/\s{2}|\s$|:/.test(name) ? name : quote(name);
  const { fields } = findFields(name, names);
  return fields.length === 1 && fields[0] === field ? plain : quote(name) + tagOf(field.key);
}
