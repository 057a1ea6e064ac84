import { describe, expect, it } from 'vitest';
import { readerOf } from '../../../lib/one-line/reader.ts';
import { suggestFor } from '../../../lib/one-line/suggest.ts';
import { customFields, lineContext, pipelines } from './samples.ts';

function suggest(word: string, context = lineContext()) {
  const signs = /^[@=+-]*/.exec(word)?.[0] ?? '';
  const token = { start: 0, end: word.length, text: word, signs, hasComma: false };
  return suggestFor(token, readerOf(context));
}
const set = (field: string, value: string) => ({ field, change: { how: 'set', value } });

describe('a word without a meaning could mean', () => {
  it.each([
    ['sam', [set('user_id', 'user_samlee'), set('user_id', 'user_samortiz')]],
    ['@zoë', [set('user_id', 'user_zoe')]],
    ['term', [{ text: 'Terms: ' }]],
    ['refer', [set('custom.cf_source', 'Referral')]],
    ['refer?!', [set('custom.cf_source', 'Referral')]],
    ['-refer', [set('custom.cf_source', 'Referral')]],
    ['gadg', [{ field: 'custom.cf_products', change: { how: 'add', value: 'Gadget' } }]],
    ['+gadg', [{ field: 'custom.cf_products', change: { how: 'add', value: 'Gadget' } }]],
    ['-gadg', [{ field: 'custom.cf_products', change: { how: 'remove', value: 'Gadget' } }]],
    ['me', []],
    ['?', []],
    ['@', []],
    ['zzzz', []],
  ])('by “%s” these: %j', (word, choices) => {
    expect(suggest(word)).toEqual(choices);
  });

  it.each([
    ['proposal', 'the word itself'],
    ['proposel', 'another letter'],
    ['PROPOSEL', 'another letter, in capitals'],
    ['@proposel?!', 'another letter, between signs'],
    ['proposxal', 'a letter too many'],
    ['proposals', 'a letter too many at the end'],
    ['propsal', 'a letter too few'],
    ['proposa', 'a letter too few at the end'],
    ['proopsal', 'two letters exchanged'],
    ['proposla', 'two letters exchanged at the end'],
  ])('by “%s” the proposal: %s', (word) => {
    expect(suggest(word)).toContainEqual(set('status_id', 'stat_proposal'));
  });

  it.each([
    'proopsel',
    'proxpsal',
    'prooxsal',
    'proposalxx',
    'xxproposal',
    'propos',
    'prxpxsal',
    'propsalx',
    'proposxxl',
  ])('by “%s” no proposal, because two letters are wrong', (word) => {
    expect(suggest(word)).not.toContainEqual(set('status_id', 'stat_proposal'));
  });

  it('one of four letters, because shorter words are near to too many others', () => {
    expect(suggest('wonn')).toEqual([set('status_id', 'stat_won')]);
    expect(suggest('demx')).toEqual([set('status_id', 'stat_demo')]);
    expect(suggest('wun')).toEqual([]);
  });

  it('no choice of a field that the user may not edit', () => {
    const [, , , source] = customFields;
    const locked = customFields.map((each) =>
      each === source ? { ...each, editableWithRoles: ['role_admin'] } : each,
    );
    const context = lineContext({ catalog: { pipelines, customFields: locked } });
    expect(suggest('refer', context)).toEqual([]);
  });

  it('at most six things: people before statuses, choices and fields', () => {
    const people = (count: number) => ({
      user: Array.from({ length: count }, (_, index) => ({ id: `user_${index}`, name: `Term ${index}` })),
      contact: [],
    });
    expect(suggest('term', lineContext({ people: people(7) }))).toEqual(
      Array.from({ length: 6 }, (_, index) => set('user_id', `user_${index}`)),
    );
    expect(suggest('term', lineContext({ people: people(1) }))).toEqual([
      set('user_id', 'user_0'),
      { text: 'Terms: ' },
    ]);
  });

  it('no one while the people are not loaded', () => {
    expect(suggest('sam', lineContext({ people: { user: undefined, contact: undefined } }))).toEqual([]);
  });
});

it('prepares the names of a deal once for all lines that are typed', () => {
  const context = lineContext();
  const reader = readerOf(context);
  expect(readerOf(context)).toBe(reader);
  const [field] = reader.fieldNames.fields.filter(({ key }) => key === 'custom.cf_products');
  const choices = field && reader.choicesOf(field);
  expect(choices).toHaveLength(6);
  expect(field && reader.choicesOf(field)).toBe(choices);
});

it('takes days without a year for days to come until a line is read for a won deal', () => {
  expect(readerOf(lineContext()).direction).toBe('future');
});
