import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../lib/model/catalog.ts';
import type { Change } from '../../../lib/model/change.ts';
import { formatMoney } from '../../../lib/opportunity/money.ts';
import { type ChangeList, toChangeRows } from '../../../lib/wording/change-rows.ts';
// Provides the messages.
import '../../dom/harness/fake-browser.ts';

const catalog: Catalog = {
  pipelines: [
    {
      id: 'pipe_sales',
      name: 'Sales',
      statuses: [
        { id: 'stat_demo', label: 'Demo done', type: 'active' },
        { id: 'stat_sent', label: 'Proposal sent', type: 'active' },
      ],
    },
  ],
  customFields: [
    {
      ...{ id: 'cf_step', name: 'Next step', type: 'text', description: '', choices: [] },
      ...{ isMultiple: false, editableWithRoles: [], isConverting: false },
    },
    {
      ...{ id: 'cf_products', name: 'Products', type: 'choices', description: '', choices: ['Arm', 'Belt'] },
      ...{ isMultiple: true, editableWithRoles: [], isConverting: false },
    },
  ],
  readAt: 0,
};

let count = 0;

/** Creates a saved change of confidence with these overrides. */
function change(more: Partial<Change> = {}): Change {
  count += 1;
  return {
    ...{
      id: `change-${count}`,
      opportunityId: 'oppo_a',
      organizationId: 'orga_a',
      leadName: 'Marlow Robotics',
    },
    ...{ at: count, how: 'saved', ignored: [] },
    ...{ patch: { confidence: 90 }, before: { confidence: 75 }, after: { confidence: 90 } },
    ...more,
  };
}

function rows(changes: Change[], filter = '', organizations?: ChangeList['organizations']) {
  return toChangeRows(
    { changes, organizations: organizations ?? { orga_a: { catalog, currency: 'EUR' } } },
    filter,
  );
}

/** Returns the lines of the only row as text. */
function lines(more: Partial<Change>, organizations?: ChangeList['organizations']): string[] {
  const [row] = rows([change(more)], '', organizations);
  return row?.lines.map(({ name, before, after }) => `${name}: ${before} → ${after}`) ?? [];
}

describe('a row', () => {
  it('shows the names of fields, and values formatted for the organization', () => {
    expect(
      lines({
        before: {
          status_id: 'stat_demo',
          value: 1_250_000,
          'custom.cf_step': null,
          'custom.cf_products': ['Arm'],
        },
        after: {
          ...{ status_id: 'stat_sent', value: 90_050, 'custom.cf_step': 'Call' },
          'custom.cf_products': ['Arm', 'Belt'],
        },
      }),
    ).toEqual([
      'Status: Demo done → Proposal sent',
      `Value: ${formatMoney(1_250_000, 'EUR')} → ${formatMoney(90_050, 'EUR')}`,
      'Next step: Not set → Call',
      'Products: Arm → Arm, Belt',
    ]);
  });

  it.each([
    ['a deleted field', { 'custom.cf_gone': 'a' }, { 'custom.cf_gone': 'b' }, 'custom.cf_gone: a → b'],
    [
      'a deleted status',
      { status_id: 'stat_gone' },
      { status_id: 'stat_sent' },
      'Status: stat_gone → Proposal sent',
    ],
    ['a person without a name', { user_id: 'user_a' }, { user_id: null }, 'Owner: user_a → Not set'],
    ['an unknown field of Close', { priority: 'low' }, { priority: 'high' }, 'priority: low → high'],
    [
      'an unknown value period',
      { value_period: 'monthly' },
      { value_period: 'weekly' },
      'Value period: monthly → weekly',
    ],
  ])('shows the raw value of %s', (_what, before, after, line) => {
    expect(lines({ before, after })).toEqual([line]);
  });

  it('shows raw values if the organization was disconnected or its catalog is not cached', () => {
    const moved = {
      before: { status_id: 'stat_demo', value: 100 },
      after: { status_id: 'stat_sent', value: 200 },
    };
    expect(lines(moved, {})).toEqual([
      'Status: stat_demo → stat_sent',
      `Value: ${formatMoney(100, 'USD')} → ${formatMoney(200, 'USD')}`,
    ]);
    expect(lines(moved, { orga_a: { catalog: null, currency: 'JPY' } })).toEqual([
      'Status: stat_demo → stat_sent',
      `Value: ${formatMoney(100, 'JPY')} → ${formatMoney(200, 'JPY')}`,
    ]);
  });

  it('shows one note for the plain and the formatted note', () => {
    const before = { note: 'Old', note_html: '<body><p>Old</p></body>' };
    const after = { note: 'New', note_html: '<body><p>New</p></body>' };
    expect(lines({ before, after })).toEqual(['Note: Old → New']);
  });

  it('shows the requested values if nothing was saved', () => {
    const nothing = { before: {}, after: {} };
    const patch = { confidence: 33, 'custom.cf_products.add': 'Belt' };
    const [refused, unchanged] = rows([
      change({
        ...nothing,
        how: 'refused',
        patch: { value: -1 },
        problem: { kind: 'invalid', detail: 'Too small.' },
      }),
      change({ ...nothing, how: 'unchanged', patch: { confidence: 33 } }),
    ]);
    expect(refused).toMatchObject({
      lines: [{ name: 'Value', before: '', after: formatMoney(-1, 'EUR') }],
      offer: null,
    });
    expect(refused?.ending).toMatch(/Close says: Too small\.$/);
    expect(unchanged).toMatchObject({ lines: [{ before: '', after: '33%' }], offer: null });
    const [listed] = rows([change({ ...nothing, how: 'unchanged', patch })]);
    expect(listed?.lines.map(({ name }) => name)).toEqual(['Confidence', 'Products']);
  });

  it('shows a general problem if the reason of a refusal is missing', () => {
    const [row] = rows([change({ how: 'refused' })]);
    expect(row?.ending).toBe(
      'Something went wrong. Try again; if it keeps happening, copy the diagnostics in Options.',
    );
  });
});

describe('undo', () => {
  const first = change();
  const undoing = change({ undoes: first.id });
  const redoing = change({ undoes: undoing.id, isRedo: true });
  const undo = (changeId: string) => ({ name: 'undo', changeId });
  const redo = (changeId: string) => ({ name: 'redo', changeId });

  it.each([
    ['is offered for a save', [first], [undo(first.id)], ['Saved']],
    [
      'is not offered for a save that changed nothing',
      [change({ before: {}, after: {} })],
      [null],
      ['Saved'],
    ],
    [
      'makes one entry with its change, and Redo is offered',
      [undoing, first],
      [redo(undoing.id)],
      ['Undone'],
    ],
    ['is offered again for a redone save', [redoing, undoing, first], [undo(redoing.id)], ['Saved']],
    [
      'of a redo offers Redo',
      [change({ id: 'last', undoes: redoing.id }), redoing, undoing, first],
      [redo('last')],
      ['Undone'],
    ],
    ['is an entry of its own without its change', [undoing], [redo(undoing.id)], ['Undo']],
  ])('%s', (_what, changes, offers, endings) => {
    const listed = rows(changes);
    expect(listed.map((row) => row.offer)).toEqual(offers);
    expect(listed.map((row) => row.ending)).toEqual(endings);
  });

  it('is still offered for a save whose undo was refused', () => {
    const refused = change({ how: 'refused', undoes: first.id });
    expect(rows([refused, first]).map(({ offer }) => offer)).toEqual([null, undo(first.id)]);
  });

  it('leaves the entry of the change in its place, with the time of both', () => {
    const later = change();
    const listed = rows([change({ at: 99, undoes: first.id }), later, first]);
    expect(listed.map(({ id, at, undoneAt }) => [id, at, undoneAt])).toEqual([
      [later.id, later.at, null],
      [first.id, first.at, 99],
    ]);
    expect(rows([redoing, undoing, first])[0]?.undoneAt).toBeNull();
  });
});

describe('the filter', () => {
  const changes = [
    change({
      leadName: 'Ødegård & Søn',
      before: { 'custom.cf_step': 'Call' },
      after: { 'custom.cf_step': 'Quote' },
    }),
    change({ leadName: 'Halden Foods' }),
    change({ leadName: '', how: 'unchanged' }),
  ];
  const found = (filter: string) =>
    rows(changes, filter).map((row) => changes.findIndex(({ id }) => id === row.id));

  it.each([
    ['', [0, 1, 2]],
    ['   ', [0, 1, 2]],
    ['HALDEN', [1]],
    ['ødegård', [0]],
    ['step quote', [0]],
    ['quote  STEP', [0]],
    ['call', [0]],
    ['confidence', [1, 2]],
    ['confidence halden', [1]],
    ['needed', [2]],
    ['confidence quote', []],
    ['.*', []],
  ])('"%s" finds %j', (filter, expected) => {
    expect(found(filter)).toEqual(expected);
  });
});
