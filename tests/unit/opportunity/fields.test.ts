import { describe, expect, it } from 'vitest';
import type { CustomField } from '../../../lib/model/custom-field.ts';
import { isPlainNote, listFields, withPeople } from '../../../lib/opportunity/fields.ts';
import { sampleOpportunity } from '../samples/deal.ts';

const custom = (more: Partial<CustomField>): CustomField => ({
  id: 'cf_a',
  name: 'A',
  type: 'text',
  description: '',
  choices: [],
  isMultiple: false,
  editableWithRoles: [],
  isConverting: false,
  ...more,
});
const only = (field: CustomField, roleId = 'role_a') =>
  listFields(sampleOpportunity({ 'custom.cf_a': 'Retired' }), [field], { roleId }).find(
    ({ key }) => key === 'custom.cf_a',
  );

describe('isPlainNote', () => {
  it.each([
    ['', true],
    ['<body><p>a</p><p>b<br>c<br/></p></body>', true],
    ['<body><p>a <b>bold</b></p></body>', false],
    ['<body><p><a href="x">link</a></p></body>', false],
    ['<body><p><img src="x"></p></body>', false],
    ['<body><p>1 &lt; 2</p></body>', true],
    ['<BODY><P>a</P></BODY>', true],
    ['<body><p class="x">a</p></body>', false],
    ['<body><!-- x --><p>a</p></body>', false],
  ])('for %j is %s', (noteHtml, expected) => {
    expect(isPlainNote(noteHtml)).toBe(expected);
  });
});

describe('a custom field', () => {
  it('of type "hidden" is not listed', () => {
    expect(only(custom({ type: 'hidden' }))).toBeUndefined();
  });

  it.each([
    ['an unknown type', { type: 'moon_phase' }, 'unknown-type'],
    ['a type named like an Object property', { type: 'constructor' }, 'unknown-type'],
    ['a running conversion', { isConverting: true }, 'converting'],
    ['a restriction to other roles', { editableWithRoles: ['admin'] }, 'role'],
  ] as const)('is locked by %s', (_why, more, lock) => {
    expect(only(custom(more as Partial<CustomField>))?.lock).toBe(lock);
  });

  it('is editable by its roles, and by everyone if it names none', () => {
    expect(only(custom({ editableWithRoles: ['admin', 'role_a'] }))?.lock).toBeUndefined();
    expect(only(custom({}))?.lock).toBeUndefined();
  });

  it('keeps a stored choice that was removed from its choices', () => {
    expect(only(custom({ type: 'choices', choices: ['New'] }))?.choices).toEqual(['New', 'Retired']);
  });
});

describe('withPeople', () => {
  const field = { key: 'user_id', type: 'user', isMultiple: false, choices: [] } as const;
  const ana = { id: 'user_ana', name: 'Ana' };

  it('offers the loaded people, and keeps a stored person who has left', () => {
    const [offered] = withPeople([field], { user: [ana], contact: undefined }, { user_id: 'user_jo' });
    expect(offered?.choices).toEqual(['user_ana', 'user_jo']);
  });

  it('offers no one while people are not loaded', () => {
    const [offered] = withPeople([field], { user: undefined, contact: [ana] }, { user_id: 'user_jo' });
    expect(offered?.choices).toEqual([]);
  });
});
