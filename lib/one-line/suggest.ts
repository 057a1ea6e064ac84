import { findFields } from './fields.ts';
import { nameOf } from './free-words.ts';
import { type LineChoice, setting } from './line.ts';
import { matchNames } from './names.ts';
import { findPeople } from './people.ts';
import type { Reader } from './reader.ts';
import type { Token } from './tokens.ts';

const maxSuggestions = 6;

/** Returns what a word could have been typed for: people, fields, choices of fields, and statuses with a typing error. */
export function suggestFor({ text, signs }: Token, reader: Reader): LineChoice[] {
  const { fieldNames, peopleNames, statuses } = reader;
  const bare = text.slice(signs.length).replace(/[:?!.]+$/, '');
  const people = findPeople(bare, peopleNames.user ?? []);
  const owners = people === 'me' ? [] : people.people.map(({ id }) => setting('user_id', id));
  const fields = findFields(bare, fieldNames).fields.map((field) => nameOf(field, reader));
  const how = signs.startsWith('-') ? ('remove' as const) : ('add' as const);
  const choices = fieldNames.fields.flatMap((field) =>
    field.type === 'choices' && !field.lock
      ? matchNames(bare, reader.choicesOf(field)).items.map((value) => ({
          field: field.key,
          change: { how: field.isMultiple ? how : ('set' as const), value },
        }))
      : [],
  );
  const typing = statuses.own.filter(({ words }) => words.some((word) => isNearly(word, bare.toLowerCase())));
  const nearStatuses = typing.map(({ id }) => setting('status_id', id));
  return [...owners, ...nearStatuses, ...choices, ...fields].slice(0, maxSuggestions);
}

// One letter missing, added, exchanged for another or for its neighbour.
function isNearly(word: string, typed: string): boolean {
  if (typed.length < 4) return false;
  let start = 0;
  while (start < typed.length && word[start] === typed[start]) start += 1;
  const [rest, own] = [word.slice(start), typed.slice(start)];
  const isSwapped = rest[0] === own[1] && rest[1] === own[0] && rest.slice(2) === own.slice(2);
  return rest.slice(1) === own.slice(1) || rest.slice(1) === own || rest === own.slice(1) || isSwapped;
}
