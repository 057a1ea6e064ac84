import { describe, expect, it } from 'vitest';
import { findFieldPrefixes } from '../../../lib/one-line/field-prefixes.ts';
import { findFields, nameFields, writeFieldName } from '../../../lib/one-line/fields.ts';
import { findQuotes } from '../../../lib/one-line/tokens.ts';
import { customFields, lineContext, pipelines } from './samples.ts';

/** The names of the fields of a deal that has text fields of these names too. */
function namesWith(...more: string[]) {
  const [text] = customFields;
  const added = more.flatMap((name, index) => (text ? { ...text, id: `cf_more${index}`, name } : []));
  return nameFields(lineContext({ catalog: { pipelines, customFields: [...customFields, ...added] } }));
}

describe('the fields that a line can change', () => {
  it('are all but the files of a deal', () => {
    const context = lineContext({
      values: { attachments: ['["a.pdf","https://app.close.com/go/file/a",""]'] },
    });
    const keys = nameFields(context).fields.map(({ key }) => key);
    expect(keys).not.toContain('attachments');
    expect(keys).toEqual(expect.arrayContaining(['status_id', 'value', 'note', 'custom.cf_step']));
  });

  it("are all locked, the status too, on a colleague's deal that the user may not edit", () => {
    const connection = { userId: 'user_zoe', roleId: 'role_sales', editsOthers: false };
    const { fields } = nameFields(lineContext({ connection }));
    expect(new Set(fields.map(({ lock }) => lock))).toEqual(new Set(['others-deal']));
  });

  it.each<[typed: string, more: string[], keys: string[], isWhole: boolean]>([
    ['close', [], ['date_won'], true],
    ['clos', [], ['date_won'], false],
    ['pr', [], ['custom.cf_products', 'confidence', 'value'], false],
    ['notes', [], ['note'], true],
    ['zzz', [], [], false],
    // A field's own name comes before what people also call others.
    ['stage', ['Stage'], ['custom.cf_more0'], true],
    ['clos', ['Clos'], ['custom.cf_more0'], true],
    ['prob', ['Problem'], ['custom.cf_more0', 'confidence'], false],
  ])('“%s” beside fields named %j names %j, as a whole: %s', (typed, more, keys, isWhole) => {
    const found = findFields(typed, namesWith(...more));
    expect([found.fields.map(({ key }) => key), found.isWhole]).toEqual([keys, isWhole]);
  });

  it.each([
    ['Size', 'Size'],
    ['Größe (cm)', 'Größe (cm)'],
    ['2nd step', '2nd step'],
    ['Phase 2', 'Phase 2'],
    ['Size: XL', '"Size: XL"'],
    ['A  B', '"A  B"'],
    ['Width ', '"Width "'],
    ['-Minus', '"-Minus"'],
    ['@work', '"@work"'],
    ['a@b', '"a@b"'],
    ['x #1', '"x #1"'],
  ])('a field named “%s” is written %s', (name, written) => {
    const names = namesWith(name);
    const field = names.fields.find(({ key }) => key === 'custom.cf_more0');
    expect(field && writeFieldName(field, names, 'en-US')).toBe(written);
  });
});

describe('the names of fields in a line', () => {
  const find = (line: string, ...more: string[]) =>
    findFieldPrefixes(line, findQuotes(line), namesWith(...more)).map(({ start, end, fields }) => [
      line.slice(start, end),
      fields.map(({ key }) => key.replace('custom.cf_', '')).join(),
    ]);

  it.each<[line: string, found: string[][]]>([
    ['next step: call', [['next step:', 'step']]],
    ['60% next step: call', [['next step:', 'step']]],
    [
      'value: 5 note: sent',
      [
        ['value:', 'value'],
        ['note:', 'note'],
      ],
    ],
    ['next step : call', []],
    [': call', []],
    ['?: call', []],
    ['next step: see https://example.com', [['next step:', 'step']]],
    ['next step: "value: 5"', [['next step:', 'step']]],
    ['"Next step": call', [['"Next step":', 'step']]],
    ['x "Next step": call', [['"Next step":', 'step']]],
    ['-team: x', []],
    [
      'owner: - team: x',
      [
        ['owner:', 'user_id'],
        ['team:', 'team'],
      ],
    ],
    // A text may hold any word with a colon, so only whole names end it.
    ['next step: call val: 12k', [['next step:', 'step']]],
    [
      'next step: call value: 12k',
      [
        ['next step:', 'step'],
        ['value:', 'value'],
      ],
    ],
    [
      'value: 5 val: 6',
      [
        ['value:', 'value'],
        ['val:', 'value,value_period'],
      ],
    ],
  ])('in “%s” are %j', (line, found) => {
    expect(find(line)).toEqual(found);
  });

  it('are no times', () => {
    expect(find('14:30', '14')).toEqual([]);
    expect(find('14: 30', '14')).toEqual([['14:', 'more0']]);
    expect(find('x14:y', 'x14')).toEqual([['x14:', 'more0']]);
    expect(find('a:1', 'a')).toEqual([['a:', 'more0']]);
  });

  it('are several where a longer one ends in a shorter one', () => {
    expect(find('demo note: x', 'Demo notes')).toEqual([['demo note:', 'more0,note']]);
  });
});
