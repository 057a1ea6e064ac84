import { describe, expect, it } from 'vitest';
import type { FieldChange } from '../../../lib/model/quick-action.ts';
import { actionFields, changesOf } from '../../../lib/quick-actions/action-fields.ts';
import { checkAction } from '../../../lib/quick-actions/check-action.ts';
import { action, catalog, connection } from './samples.ts';

const check = (changes: Record<string, FieldChange>) => checkAction(action(changes), catalog, connection);

describe('checkAction reports an action that', () => {
  it.each<[string, Record<string, FieldChange>, object]>([
    [
      'sets a deleted status',
      { status_id: { how: 'set', value: 'stat_old' } },
      { kind: 'mismatchStatusGone' },
    ],
    [
      'sets the date of a loss',
      { status_id: { how: 'set', value: 'stat_lost' }, date_won: { how: 'set', value: '2026-12-24' } },
      { kind: 'mismatchLostDate' },
    ],
    ['clears the status', { status_id: { how: 'clear' } }, { kind: 'mismatchStatusGone' }],
    [
      'changes a deleted field',
      { 'custom.cf_old': { how: 'clear' } },
      { kind: 'mismatchFieldGone', field: 'custom.cf_old' },
    ],
    [
      'changes a property other than a field',
      { lead_id: { how: 'set', value: 'x' } },
      { kind: 'mismatchFieldGone', field: 'lead_id' },
    ],
    [
      'writes HTML',
      { note_html: { how: 'set', value: '<b>' } },
      { kind: 'mismatchFieldGone', field: 'note_html' },
    ],
    [
      'changes the files of a deal',
      { attachments: { how: 'clear' } },
      { kind: 'mismatchFieldGone', field: 'attachments' },
    ],
    [
      'sets a contact',
      { contact_id: { how: 'set', value: 'cont_a' } },
      { kind: 'mismatchFieldGone', field: 'contact_id' },
    ],
    [
      'changes a locked field',
      { 'custom.cf_locked': { how: 'clear' } },
      { kind: 'mismatchFieldLocked', field: 'custom.cf_locked' },
    ],
    [
      'changes a field of an unknown type',
      { 'custom.cf_score': { how: 'clear' } },
      { kind: 'mismatchFieldLocked', field: 'custom.cf_score' },
    ],
    [
      'sets a deleted choice',
      { 'custom.cf_choice': { how: 'set', value: 'Fax' } },
      { kind: 'mismatchChoiceGone', field: 'custom.cf_choice', value: 'Fax' },
    ],
    [
      'adds a deleted choice',
      { 'custom.cf_list': { how: 'add', value: 'Z' } },
      { kind: 'mismatchChoiceGone', field: 'custom.cf_list', value: 'Z' },
    ],
    [
      'sets a percentage above 100',
      { confidence: { how: 'set', value: 101 } },
      { kind: 'mismatchValue', field: 'confidence' },
    ],
    [
      'sets a percentage as a string',
      { confidence: { how: 'set', value: '50' } },
      { kind: 'mismatchValue', field: 'confidence' },
    ],
    [
      'raises by half a point',
      { confidence: { how: 'raise', by: 0.5 } },
      { kind: 'mismatchValue', field: 'confidence' },
    ],
    [
      'clears the confidence',
      { confidence: { how: 'clear' } },
      { kind: 'mismatchValue', field: 'confidence' },
    ],
    [
      'moves a date too far',
      { date_won: { how: 'move', by: 1e9, unit: 'month' } },
      { kind: 'mismatchValue', field: 'date_won' },
    ],
    [
      'sets a day that does not exist',
      { 'custom.cf_date': { how: 'set', value: '2026-02-30' } },
      { kind: 'mismatchValue', field: 'custom.cf_date' },
    ],
    [
      'moves a text',
      { 'custom.cf_text': { how: 'move', by: 1, unit: 'day' } },
      { kind: 'mismatchValue', field: 'custom.cf_text' },
    ],
    [
      'sets a text field to the user',
      { 'custom.cf_text': { how: 'me' } },
      { kind: 'mismatchValue', field: 'custom.cf_text' },
    ],
    [
      'adds to a single choice',
      { 'custom.cf_choice': { how: 'add', value: 'Fit' } },
      { kind: 'mismatchValue', field: 'custom.cf_choice' },
    ],
    [
      'appends an empty text to the note',
      { note: { how: 'append', value: '' } },
      { kind: 'mismatchValue', field: 'note' },
    ],
    [
      'sets an empty list',
      { 'custom.cf_list': { how: 'set', value: [] } },
      { kind: 'mismatchValue', field: 'custom.cf_list' },
    ],
  ])('%s', (_what, changes, mismatch) => {
    expect(check(changes)).toEqual(mismatch);
  });

  it('does not report a loss without a date, or a win with one', () => {
    expect(check({ status_id: { how: 'set', value: 'stat_lost' } })).toBeUndefined();
    const won = { status_id: { how: 'set' as const, value: 'stat_won' } };
    expect(check({ ...won, date_won: { how: 'set', value: '2026-12-24' } })).toBeUndefined();
  });

  it('belongs to another organization', () => {
    expect(checkAction(action({}, { organizationId: 'orga_b' }), catalog, connection)).toEqual({
      kind: 'mismatchOrganization',
    });
  });
});

describe('actionFields', () => {
  it('omits the amount if the currency has no minor units', () => {
    const keysIn = (currency: string) =>
      actionFields(catalog.customFields, { ...connection, currency }).map(({ key }) => key);
    expect(keysIn('USD')).toContain('value');
    expect(keysIn('JPY')).not.toContain('value');
  });

  it('returns only fields with at least one kind of change', () => {
    for (const field of actionFields(catalog.customFields, connection))
      expect(changesOf(field)).not.toEqual([]);
  });
});
