import type { Field } from '../opportunity/fields.ts';
import { type Found, type Reading, setting } from './line.ts';
import type { Reader } from './reader.ts';
import type { Token } from './tokens.ts';
import { readValue } from './values.ts';

/** One item of a list with its words. */
export type ListItem = { found: Found; length: number };

/**
 * Reads the items of a field with several values: "+A -B" adds and removes, "A, B" is the whole list from then on, "-" is
 * none. What comes after the last item is not part of the list.
 */
export function readItems(field: Field, tokens: readonly Token[], reader: Reader): ListItem[] {
  const [first] = tokens;
  if (!first || (first.text === '-' && tokens.length === 1)) {
    const { found, length } = readValue(field, tokens, reader);
    return [{ found, length }];
  }
  const items: ListItem[] = [];
  const whole: string[] = [];
  let rest = tokens;
  for (let [next] = rest; next; [next] = rest) {
    const sign = /^[-+]/.exec(next.signs)?.[0];
    const isMore = items.length > 0 && sign === undefined;
    const item = readItem(field, next, rest.slice(1), sign, reader);
    // Words without a sign behind the items belong to the rest of the line, unless the list goes on.
    if (isMore && (whole.length === 0 || !('readings' in item.found))) break;
    items.push(item);
    rest = rest.slice(item.length);
    const [only] = 'readings' in item.found ? item.found.readings : [];
    if (!sign && only?.change.how === 'set') whole.push(String(only.change.value));
  }
  return joined(field, items, whole);
}

function readItem(
  field: Field,
  first: Token,
  others: readonly Token[],
  sign: string | undefined,
  reader: Reader,
): ListItem {
  const bare = sign === undefined ? first : { ...first, text: first.text.slice(1) };
  // "+ Widget" has its sign apart.
  const isApart = bare.text === '';
  const end = others.findIndex(({ signs }) => /^[-+]/.test(signs));
  const own = [...(isApart ? [] : [bare]), ...(end < 0 ? others : others.slice(0, end))];
  const { found, length } = readValue({ ...field, isMultiple: false }, own, reader);
  return { found: inList(found, sign, reader), length: Math.max(1, length + (isApart ? 1 : 0)) };
}

function inList(found: Found, sign: string | undefined, { connection }: Reader): Found {
  const toItem = ({ field, change }: Reading): Reading => {
    if (change.how === 'me' && sign === '-')
      return { field, change: { how: 'remove', value: connection.userId } };
    if (change.how !== 'set' || !sign) return { field, change };
    return { field, change: { how: sign === '-' ? 'remove' : 'add', value: String(change.value) } };
  };
  if ('readings' in found) return { readings: found.readings.map(toItem) };
  return { ...found, choices: (found.choices ?? []).map((each) => ('field' in each ? toItem(each) : each)) };
}

// Items without a sign are one change of the whole list.
function joined({ key }: Field, items: ListItem[], whole: readonly string[]): ListItem[] {
  const isList = items.every(
    ({ found }) =>
      'readings' in found && found.readings.length === 1 && found.readings[0]?.change.how === 'set',
  );
  if (!isList || whole.length === 0) return items;
  const length = items.reduce((sum, each) => sum + each.length, 0);
  return [{ found: { readings: [setting(key, [...new Set(whole)])] }, length }];
}
