import type { FieldValue, Patch, Values } from '../../../lib/model/field-value.ts';
import { asList, isSameValue, valueIn } from '../../../lib/opportunity/values.ts';
import type { Random } from '../../random.ts';
import { ids } from '../../sandbox/seed.ts';

const custom = (field: keyof typeof ids.fields) => `custom.${ids.fields[field]}`;

const { discovery, demoDone, proposalSent, negotiation, won, lost } = ids.statuses;
const users = [ids.users.ana, ids.users.sam, ids.users.restricted];
const lists: Record<string, readonly string[]> = {
  [custom('products')]: ['Widget A', 'Widget B', 'Widget C', 'Widget D – large'],
  [custom('team')]: users,
};

/** Creates a random value, by field. Contains every kind of field with a different format. */
const randomValues: Record<string, (random: Random) => FieldValue> = {
  status_id: (random) => random.pick([discovery, demoDone, proposalSent, negotiation, lost]),
  confidence: (random) => random.below(101),
  value: (random) => random.below(10_000_000),
  value_period: (random) => random.pick(['one_time', 'monthly', 'annual']),
  date_won: day,
  user_id: (random) => random.pick(users),
  note: (random) => `Note ${random.below(1e9)}`,
  [custom('nextStep')]: (random) => random.pick([null, `Step ${random.below(1e9)}`]),
  [custom('seats')]: (random) => random.below(100_000),
  [custom('renewalDate')]: day,
  [custom('region')]: (random) => random.pick(['-', ' North', 'North', '  North-East', 'Nörth', null]),
};

function day(random: Random): string {
  return `20${26 + random.below(4)}-0${1 + random.below(9)}-${10 + random.below(19)}`;
}

/** Creates a change of one or two fields, or a win with its date, that differs from the seen values. */
export function randomPatch(seen: Values, random: Random): Patch {
  const patch: Record<string, FieldValue> = {};
  if (random.happens(0.08) && valueIn(seen, 'status_id') !== won) {
    return { status_id: won, date_won: day(random) };
  }
  const count = random.happens(0.25) ? 2 : 1;
  while (Object.keys(patch).length < count) {
    if (random.happens(0.3)) {
      const [field, offered] = random.pick(Object.entries(lists));
      if (!Object.keys(patch).some((key) => key.startsWith(field))) {
        Object.assign(patch, listChange(field, asList(valueIn(seen, field)), offered, random));
      }
    } else {
      const [field, randomValue] = random.pick(Object.entries(randomValues));
      patch[field] = differing(field, valueIn(seen, field), () => randomValue(random));
    }
  }
  return patch;
}

/** Creates a colleague's change of one of these fields, or of any. */
export function changeByColleague(now: Values, fields: readonly string[], random: Random): Patch {
  const settable = fields.filter((field) => field in randomValues || field in lists);
  const field = random.pick(
    settable.length > 0 && random.happens(0.7) ? settable : Object.keys(randomValues),
  );
  const offered = lists[field];
  if (offered) return listChange(field, asList(valueIn(now, field)), offered, random);
  return { [field]: differing(field, valueIn(now, field), () => randomValues[field]?.(random) ?? null) };
}

function listChange(
  field: string,
  stored: readonly string[],
  offered: readonly string[],
  random: Random,
): Patch {
  const value = random.pick(offered);
  if (random.happens(0.25)) {
    const list = offered.filter((each) => (each === value) !== stored.includes(each) || random.happens(0.3));
    if (list.length > 0 && !isSameValue(field, list, stored)) return { [field]: list };
  }
  return { [`${field}.${stored.includes(value) ? 'remove' : 'add'}`]: value };
}

function differing(field: string, seen: FieldValue, createValue: () => FieldValue): FieldValue {
  for (;;) {
    const value = createValue();
    if (!isSameValue(field, value, seen)) return value;
  }
}
