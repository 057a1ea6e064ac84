import { describe, expect, it } from 'vitest';
import type { FieldChange } from '../../../lib/model/quick-action.ts';
import { actionFields } from '../../../lib/quick-actions/action-fields.ts';
import {
  type ActionForm,
  type ChangeEntry,
  chooseStatus,
  emptyForm,
  entryField,
  readForm,
  startChange,
  toForm,
} from '../../../lib/quick-actions/action-form.ts';
import { checkAction } from '../../../lib/quick-actions/check-action.ts';
import { action, catalog, connection } from './samples.ts';

const fields = actionFields(catalog.customFields, connection);
const fieldOf = (key: string) => {
  const field = fields.find((each) => each.key === key);
  if (!field) throw new Error(key);
  return field;
};

function read(form: Partial<ActionForm>) {
  return readForm({ ...emptyForm('own'), name: 'Own', ...form }, fields, connection);
}

function withChange(key: string, change: Partial<ChangeEntry>) {
  return { changes: { [key]: { ...startChange(fieldOf(key)), ...change } } };
}

describe('the form of a quick action', () => {
  it.each<[string, Partial<ChangeEntry>, string]>([
    ['custom.cf_list', { how: 'edit', entry: [], removed: [] }, 'empty'],
    ['custom.cf_list', { how: 'edit', entry: ['A'], removed: ['A'] }, 'not-offered'],
    ['value', { how: 'raise', entry: '' }, 'empty'],
    ['value', { how: 'raise', entry: '0' }, 'empty'],
    ['value', { how: 'raise', entry: 'x' }, 'not-an-amount'],
  ])('does not save a change of %s with %j', (key, change, problem) => {
    expect(read(withChange(key, change))).toEqual({ problems: { entries: { [key]: problem } } });
  });

  it.each<[string, Partial<ChangeEntry>]>([
    ['confidence', { how: 'raise', by: ' ' }],
    ['confidence', { how: 'raise', by: '101' }],
    ['date_won', { how: 'move', by: '-121' }],
    ['date_won', { how: 'move', by: '0' }],
  ])('does not change %s by the step of %j', (key, change) => {
    const problem = change.how === 'raise' ? 'not-points' : 'not-a-step';
    expect(read(withChange(key, change))).toEqual({ problems: { entries: { [key]: problem } } });
  });

  it.each<[string, Partial<ChangeEntry>, FieldChange]>([
    ['confidence', { how: 'raise', by: '100' }, { how: 'raise', by: 100 }],
    ['confidence', { how: 'raise', by: ' -100 ' }, { how: 'raise', by: -100 }],
    ['date_won', { how: 'move', by: '120', unit: 'day' }, { how: 'move', by: 120, unit: 'day' }],
    ['date_won', { how: 'move', by: '٣' }, { how: 'move', by: 3, unit: 'week' }],
    ['custom.cf_list', { how: 'remove', entry: 'A' }, { how: 'remove', value: 'A' }],
    ['note', { how: 'append', entry: 'Called' }, { how: 'append', value: 'Called' }],
    ['value', { how: 'raise', entry: '-1.50' }, { how: 'raise', by: -150 }],
  ])('changes %s with %j', (key, entered, change) => {
    const result = read(withChange(key, entered));
    expect('action' in result && result.action.changes).toEqual({ [key]: change });
  });

  it("reads a new amount in the organization's currency", () => {
    const kwacha = { ...connection, currency: 'MMK' };
    for (const how of ['set', 'raise'] as const) {
      const form = { ...emptyForm('own'), name: 'Own', ...withChange('value', { how, entry: 'K500' }) };
      const result = readForm(form, fields, kwacha);
      expect('action' in result && result.action.changes).toEqual({
        value: how === 'set' ? { how, value: 50_000 } : { how, by: 50_000 },
      });
    }
  });

  it('starts with a new value where a field cannot be changed at all', () => {
    const field = { key: 'custom.cf_score', type: 'readonly', isMultiple: false, choices: [] } as const;
    expect(startChange(field)).toEqual({ how: 'set', entry: '', removed: [], by: '', unit: 'week' });
  });

  it('shows the value that leaves a list', () => {
    const form = toForm(action({ 'custom.cf_list': { how: 'remove', value: 'A' } }), fields);
    expect(form.changes['custom.cf_list']).toMatchObject({ how: 'remove', entry: 'A' });
  });

  it('starts empty, and each change too', () => {
    expect(emptyForm('own')).toEqual({ id: 'own', name: '', statusId: '', pipelineIds: [], changes: {} });
    const start = { removed: [], by: '', unit: 'week' };
    expect(startChange(fieldOf('custom.cf_text'))).toEqual({ ...start, how: 'set', entry: '' });
    expect(startChange(fieldOf('custom.cf_list'))).toEqual({ ...start, how: 'add', entry: '' });
    expect(startChange(fieldOf('custom.cf_list'), 'set')).toEqual({ ...start, how: 'set', entry: [] });
    expect(startChange(fieldOf('custom.cf_list'), 'edit')).toEqual({ ...start, how: 'edit', entry: [] });
  });

  it('offers one item of a list to add or to remove, and else all of them', () => {
    const list = fieldOf('custom.cf_list');
    for (const how of ['add', 'remove'] as const)
      expect(entryField(list, how)).toEqual({ ...list, isMultiple: false });
    for (const how of ['set', 'edit'] as const) expect(entryField(list, how)).toBe(list);
  });

  it('leaves out changes of fields that no longer exist, and reports those that were entered', () => {
    const gone = action({ 'custom.cf_old': { how: 'clear' }, confidence: { how: 'set', value: 50 } });
    expect(Object.keys(toForm(gone, fields).changes)).toEqual(['confidence']);
    const entered = withChange('custom.cf_text', { entry: 'x' }).changes['custom.cf_text'];
    expect(read({ changes: { 'custom.cf_old': entered as ChangeEntry } })).toEqual({
      problems: { entries: { 'custom.cf_old': 'not-offered' } },
    });
  });

  it('restores every action it was filled with', () => {
    const changes: Record<string, FieldChange>[] = [
      { status_id: { how: 'set', value: 'stat_demo' } },
      { confidence: { how: 'raise', by: -10 } },
      { value: { how: 'set', value: 123_450 }, value_period: { how: 'set', value: 'monthly' } },
      { date_won: { how: 'move', by: 1, unit: 'month' }, note: { how: 'append', value: 'Called\ntwice' } },
      { date_won: { how: 'set', value: '2026-12-24' }, user_id: { how: 'me' } },
      { 'custom.cf_time': { how: 'set', value: '2026-12-24T10:30:00.000Z' } },
      { 'custom.cf_list': { how: 'add', value: 'A' }, 'custom.cf_number': { how: 'set', value: 1.5 } },
      {
        'custom.cf_list': { how: 'edit', add: ['A', 'B'], remove: ['C'] },
        value: { how: 'raise', by: -50_000 },
      },
      { 'custom.cf_list': { how: 'set', value: ['A', 'C'] }, 'custom.cf_choice': { how: 'clear' } },
    ];
    for (const each of changes) {
      const original = action(each);
      expect(checkAction(original, catalog, connection)).toBeUndefined();
      const result = readForm(toForm(original, fields), fields, connection);
      expect('action' in result && result.action.changes).toEqual(each);
    }
  });

  it('limits an action to its organization if the action names a person, status or field of it', () => {
    const owner = (form: Partial<ActionForm>) => {
      const result = read(form);
      return 'action' in result ? result.action.appliesTo.organizationId : result.problems;
    };
    expect(owner(withChange('confidence', { how: 'raise', by: '10' }))).toBeNull();
    expect(owner(withChange('user_id', { how: 'me' }))).toBeNull();
    expect(owner(withChange('user_id', { how: 'set', entry: 'user_sam' }))).toBe('orga_a');
    expect(owner(withChange('value', { how: 'set', entry: '5' }))).toBe('orga_a');
    expect(owner(withChange('value', { how: 'raise', entry: '5' }))).toBe('orga_a');
    expect(owner(withChange('value', { how: 'clear' }))).toBeNull();
    expect(owner({ ...withChange('value', { how: 'clear' }), pipelineIds: ['pipe_sales'] })).toBe('orga_a');
    const both = { ...withChange('custom.cf_text', { how: 'clear' }).changes };
    expect(owner({ changes: { ...withChange('user_id', { how: 'me' }).changes, ...both } })).toBe('orga_a');
    expect(owner(withChange('custom.cf_text', { how: 'clear' }))).toBe('orga_a');
    expect(owner({ statusId: 'stat_won' })).toBe('orga_a');
  });

  it('limits an action to the pipeline of its status, unless the user chooses pipelines', () => {
    const { pipelines } = catalog;
    const first = chooseStatus(emptyForm('own'), 'stat_demo', pipelines);
    expect(first.pipelineIds).toEqual(['pipe_sales']);
    expect(chooseStatus(first, 'stat_quote', pipelines).pipelineIds).toEqual(['pipe_renewals']);
    expect(chooseStatus(first, '', pipelines).pipelineIds).toEqual([]);
    const chosen = { ...first, pipelineIds: ['pipe_sales', 'pipe_renewals'] };
    expect(chooseStatus(chosen, 'stat_quote', pipelines).pipelineIds).toEqual(chosen.pipelineIds);
    const result = read({ ...chosen, name: 'Own' });
    expect('action' in result && result.action.appliesTo.pipelineIds).toEqual(chosen.pipelineIds);
    expect(chooseStatus(emptyForm('own'), 'stat_demo', pipelines.slice(0, 1)).pipelineIds).toEqual([]);
  });

  it.each<[string, Partial<ActionForm>, object]>([
    ['the name is empty', { name: ' ', statusId: 'stat_demo' }, { name: 'empty', entries: {} }],
    ['there is no change', {}, { changes: 'empty', entries: {} }],
    ['a text is empty', withChange('custom.cf_text', {}), { entries: { 'custom.cf_text': 'empty' } }],
    [
      'a text is blank',
      withChange('custom.cf_text', { entry: ' ' }),
      { entries: { 'custom.cf_text': 'empty' } },
    ],
    [
      'one of two changes is empty',
      { statusId: 'stat_demo', ...withChange('custom.cf_text', {}) },
      { entries: { 'custom.cf_text': 'empty' } },
    ],
    [
      'a list is empty',
      withChange('custom.cf_list', { how: 'set', entry: [] }),
      { entries: { 'custom.cf_list': 'empty' } },
    ],
    [
      'a percentage is out of range',
      withChange('confidence', { entry: '120' }),
      { entries: { confidence: 'not-a-percent' } },
    ],
    [
      'a raise is 0',
      withChange('confidence', { how: 'raise', by: '0' }),
      { entries: { confidence: 'not-points' } },
    ],
    [
      'a raise is not a number',
      withChange('confidence', { how: 'raise', by: 'ten' }),
      { entries: { confidence: 'not-points' } },
    ],
    [
      'a move is too far',
      withChange('date_won', { how: 'move', by: '121' }),
      { entries: { date_won: 'not-a-step' } },
    ],
    [
      'a move is not a whole number',
      withChange('date_won', { how: 'move', by: '1.5' }),
      { entries: { date_won: 'not-a-step' } },
    ],
  ])('reports a problem if %s', (_what, form, problems) => {
    expect(read(form)).toEqual({ problems });
  });
});
