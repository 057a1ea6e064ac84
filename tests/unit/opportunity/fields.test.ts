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

describe('a note that may be edited as plain text', () => {
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
  ])('%j: %s', (noteHtml, expected) => {
    expect(isPlainNote(noteHtml)).toBe(expected);
  });
});

describe('a custom field', () => {
  it('is never shown where it is hidden', () => {
    expect(only(custom({ type: 'hidden' }))).toBeUndefined();
  });

  it.each([
    ['a type that is not known', { type: 'moon_phase' }, 'unknown-type'],
    ['a type that is called like a part of every object', { type: 'constructor' }, 'unknown-type'],
    ['a conversion under way', { isConverting: true }, 'converting'],
    ['other roles', { editableWithRoles: ['admin'] }, 'role'],
  ] as const)('is locked by %s', (_why, more, lock) => {
    expect(only(custom(more as Partial<CustomField>))?.lock).toBe(lock);
  });

  it('is open to its own role, and to everyone where no role is named', () => {
    expect(only(custom({ editableWithRoles: ['admin', 'role_a'] }))?.lock).toBeUndefined();
    expect(only(custom({}))?.lock).toBeUndefined();
  });

  it('keeps a stored choice that is no longer offered', () => {
    expect(only(custom({ type: 'choices', choices: ['New'] }))?.choices).toEqual(['New', 'Retired']);
  });
});

describe('a field that names people', () => {
  const field = { key: 'user_id', type: 'user', isMultiple: false, choices: [] } as const;
  const ana = { id: 'user_ana', name: 'Ana' };

  it('offers those who were read, and keeps a former one', () => {
    const [offered] = withPeople([field], { user: [ana], contact: undefined }, { user_id: 'user_jo' });
    expect(offered?.choices).toEqual(['user_ana', 'user_jo']);
  });

  it('offers nobody before they were read', () => {
    const [offered] = withPeople([field], { user: undefined, contact: [ana] }, { user_id: 'user_jo' });
    expect(offered?.choices).toEqual([]);
  });
});
