import { describe, expect, it } from 'vitest';
import type { CustomField } from '../../../lib/model/custom-field.ts';
import {
  isPlainNote,
  listFields,
  mayEdit,
  statusField,
  withPeople,
} from '../../../lib/opportunity/fields.ts';
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
    ['<body><p>a<br /></p></body>', true],
    ['<body><pre>a</pre></body>', false],
  ])('for %j is %s', (noteHtml, expected) => {
    expect(isPlainNote(noteHtml)).toBe(expected);
  });
});

describe('listFields', () => {
  const rights = { roleId: 'role_a' };
  const byKey = (...deal: Parameters<typeof sampleOpportunity>) =>
    new Map(listFields(sampleOpportunity(...deal), [], rights).map((field) => [field.key, field]));

  it('lists what every deal has', () => {
    expect(listFields(sampleOpportunity({}), [], rights)).toEqual([
      { key: 'confidence', type: 'percent', isMultiple: false, choices: [] },
      { key: 'value', type: 'money', isMultiple: false, choices: [] },
      { key: 'value_period', type: 'period', isMultiple: false, choices: ['one_time', 'monthly', 'annual'] },
      { key: 'date_won', type: 'date', isMultiple: false, choices: [] },
      { key: 'user_id', type: 'user', isMultiple: false, choices: [] },
      { key: 'contact_id', type: 'contact', isMultiple: false, choices: [] },
      { key: 'note', type: 'textarea', isMultiple: false, choices: [] },
    ]);
  });

  it('only adds to a formatted note', () => {
    const fields = byKey({}, { noteHtml: '<body><p><b>a</b></p></body>' });
    expect(fields.get('note_html')).toEqual({
      key: 'note_html',
      type: 'append',
      isMultiple: false,
      choices: [],
    });
    expect(fields.has('note')).toBe(false);
  });

  it('lists the files of a deal of which Close gives them', () => {
    expect(
      byKey({ attachments: ['["a.pdf","https://app.close.com/go/file/a",""]'] }).get('attachments'),
    ).toEqual({
      key: 'attachments',
      type: 'attachments',
      isMultiple: true,
      choices: [],
    });
  });

  it('locks an amount that Close shows as another one', () => {
    const yen = { currency: 'JPY', valueFormatted: '¥500,000' };
    expect(byKey({ value: 500_000 }, yen).get('value')?.lock).toBe('unclear-amount');
    expect(byKey({ value: 50_000_000 }, yen).get('value')).not.toHaveProperty('lock');
    expect(byKey({ value: 'odd' }, yen).get('value')).not.toHaveProperty('lock');
  });

  it("locks every field of a colleague's deal for a user who may only edit own ones", () => {
    const deal = sampleOpportunity({ user_id: 'user_b' });
    const fields = listFields(deal, [custom({})], { ...rights, userId: 'user_a', editsOthers: false });
    expect(fields).toHaveLength(8);
    for (const field of fields)
      expect(field).toMatchObject({ type: expect.any(String), lock: 'others-deal' });
  });
});

it.each<[editsOthers: boolean | undefined, owner: string | null, expected: boolean]>([
  [false, 'user_b', false],
  [false, 'user_a', true],
  [false, null, true],
  [true, 'user_b', true],
  [undefined, 'user_b', true],
])('a user whose right to edit others is %s may edit the deal of %s: %s', (editsOthers, owner, expected) => {
  expect(mayEdit({ user_id: owner }, { roleId: 'role_a', userId: 'user_a', editsOthers })).toBe(expected);
});

it('the status field offers the statuses of all pipelines', () => {
  const status = (id: string) => ({ id, label: id, type: 'active' as const });
  const pipelines = [
    { id: 'pipe_a', name: 'A', statuses: [status('stat_a'), status('stat_b')] },
    { id: 'pipe_b', name: 'B', statuses: [status('stat_c')] },
  ];
  expect(statusField(pipelines)).toEqual({
    key: 'status_id',
    type: 'status',
    isMultiple: false,
    choices: ['stat_a', 'stat_b', 'stat_c'],
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
    expect(only(custom({ type: 'choices', choices: ['Retired'] }))?.choices).toEqual(['Retired']);
    expect(only(custom({ type: 'text' }))?.choices).toEqual([]);
  });
});

describe('withPeople', () => {
  const field = { key: 'user_id', type: 'user', isMultiple: false, choices: [] } as const;
  const ana = { id: 'user_ana', name: 'Ana' };

  it('offers the loaded people, and keeps a stored person who has left', () => {
    const [offered] = withPeople([field], { user: [ana], contact: undefined }, { user_id: 'user_jo' });
    expect(offered?.choices).toEqual(['user_ana', 'user_jo']);
  });

  it('offers a stored person only once, and contacts in fields of contacts', () => {
    const contact = { ...field, key: 'contact_id', type: 'contact' } as const;
    const [user, offered] = withPeople(
      [field, contact],
      { user: [ana], contact: [{ ...ana, id: 'cont_b' }] },
      {
        user_id: 'user_ana',
      },
    );
    expect(user?.choices).toEqual(['user_ana']);
    expect(offered?.choices).toEqual(['cont_b']);
  });

  it('leaves other fields as they are', () => {
    const text = { ...field, key: 'note', type: 'textarea' } as const;
    expect(withPeople([text], { user: [ana], contact: [ana] }, {})).toEqual([text]);
  });

  it('offers no one while people are not loaded', () => {
    const [offered] = withPeople([field], { user: undefined, contact: [ana] }, { user_id: 'user_jo' });
    expect(offered?.choices).toEqual([]);
  });
});
