import type { Connection } from '../model/connection.ts';
import type { Pipeline } from '../model/pipeline.ts';
import type { DateUnit, FieldChange, QuickAction } from '../model/quick-action.ts';
import { type Entry, type EntryProblem, parseEntry, toEntry } from '../opportunity/entries.ts';
import type { Field } from '../opportunity/fields.ts';
import { toLatin } from '../opportunity/number-text.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { asList } from '../opportunity/values.ts';
import { canTake, changesOf } from './action-fields.ts';
import { maxMove } from './move-date.ts';

/** Holds one change in the form: its kind, and the typed or chosen value. */
export type ChangeEntry = {
  how: FieldChange['how'];
  entry: Entry;
  /** The values that leave a list, beside those that are added. */
  removed: Entry;
  by: string;
  unit: DateUnit;
};

/** Holds a quick action while it is edited. */
export type ActionForm = {
  id: string;
  name: string;
  /** "" if the status does not change. */
  statusId: string;
  pipelineIds: readonly string[];
  /** By field key, in the order they were added. */
  changes: Readonly<Record<string, ChangeEntry>>;
};

/** Reasons why a change cannot be saved; each has its own sentence. */
export type ChangeProblem = EntryProblem | 'empty' | 'not-points' | 'not-a-step';

/** Reasons why an action cannot be saved: no name, no change, or problems by field key. */
export type FormProblems = { name?: 'empty'; changes?: 'empty'; entries: Record<string, ChangeProblem> };

/** Returns a form for a new action. */
export function emptyForm(id: string): ActionForm {
  return { id, name: '', statusId: '', pipelineIds: [], changes: {} };
}

/** Fills the form with an action, without changes of fields that no longer exist. */
export function toForm(action: QuickAction, fields: readonly Field[]): ActionForm {
  const { status_id: status, ...others } = action.changes;
  const entries = Object.entries(others).flatMap(([key, change]) => {
    const field = fields.find((each) => each.key === key);
    return field ? [[key, toChangeEntry(field, change)] as const] : [];
  });
  return {
    id: action.id,
    name: action.name,
    pipelineIds: action.appliesTo.pipelineIds,
    statusId: status?.how === 'set' ? String(status.value) : '',
    changes: Object.fromEntries(entries),
  };
}

/** Returns the initial value of a change that was just added or whose kind was just chosen. */
export function startChange(
  field: Field,
  how: ChangeEntry['how'] | undefined = changesOf(field)[0],
): ChangeEntry {
  return {
    how: how ?? 'set',
    entry: entryField(field, how ?? 'set').isMultiple ? [] : '',
    removed: [],
    by: '',
    unit: 'week',
  };
}

/** Returns the field for its control: one item of a list is chosen like the value of a single-choice field. */
export function entryField(field: Field, how: ChangeEntry['how']): Field {
  if (how === 'add' || how === 'remove') return { ...field, isMultiple: false };
  return field;
}

/** Chooses a status and limits the action to its pipeline, which the user can change afterward. */
export function chooseStatus(form: ActionForm, statusId: string, pipelines: readonly Pipeline[]): ActionForm {
  const own = findStatus(pipelines, statusId)?.pipeline.id;
  const former = findStatus(pipelines, form.statusId)?.pipeline.id;
  const isUntouched = form.pipelineIds.length === 0 || form.pipelineIds.join() === former;
  const pipelineIds = isUntouched && pipelines.length > 1 ? (own ? [own] : []) : form.pipelineIds;
  return { ...form, statusId, pipelineIds };
}

/** Reads the action from a form, or why the form contains none. */
export function readForm(
  form: ActionForm,
  fields: readonly Field[],
  { organizationId, currency }: Connection,
): { action: QuickAction } | { problems: FormProblems } {
  const problems: FormProblems = { entries: {} };
  const changes: Record<string, FieldChange> = form.statusId
    ? { status_id: { how: 'set', value: form.statusId } }
    : {};
  for (const [key, entered] of Object.entries(form.changes)) {
    const field = fields.find((each) => each.key === key);
    const read = field && readChange(field, entered, currency);
    if (read && 'change' in read) changes[key] = read.change;
    else problems.entries[key] = read?.problem ?? 'not-offered';
  }
  const name = form.name.trim();
  if (name === '') problems.name = 'empty';
  if (Object.keys(changes).length + Object.keys(problems.entries).length === 0) problems.changes = 'empty';
  if (problems.name || problems.changes || Object.keys(problems.entries).length > 0) return { problems };
  const belongs = form.pipelineIds.length > 0 || Object.entries(changes).some(belongsToOrganization);
  const appliesTo = { organizationId: belongs ? organizationId : null, pipelineIds: [...form.pipelineIds] };
  return { action: { id: form.id, name, changes, appliesTo } };
}

function belongsToOrganization([key, { how }]: [string, FieldChange]): boolean {
  return (
    key === 'status_id' ||
    key.startsWith('custom.') ||
    ((key === 'user_id' || key === 'value') && (how === 'set' || how === 'raise'))
  );
}

function toChangeEntry(field: Field, change: FieldChange): ChangeEntry {
  const { how } = change;
  const empty = startChange(field, how);
  switch (how) {
    case 'set':
    case 'add':
    case 'remove':
      return { ...empty, entry: toEntry(entryField(field, how), change.value) };
    case 'edit':
      return { ...empty, entry: change.add, removed: change.remove };
    case 'append':
      return { ...empty, entry: change.value };
    case 'raise':
      if (field.type === 'money') return { ...empty, entry: toEntry(field, change.by) };
      return { ...empty, by: String(change.by) };
    case 'move':
      return { ...empty, by: String(change.by), unit: change.unit };
    default:
      return empty;
  }
}

function readChange(
  field: Field,
  { how, entry, removed, by, unit }: ChangeEntry,
  currency: string,
): { change: FieldChange } | { problem: ChangeProblem } {
  switch (how) {
    case 'clear':
    case 'me':
      return { change: { how } };
    case 'edit': {
      const change = { how, add: [...asList(entry)], remove: [...asList(removed)] };
      if (change.add.length + change.remove.length === 0) return { problem: 'empty' };
      return canTake(field, change) ? { change } : { problem: 'not-offered' };
    }
    case 'raise':
    case 'move': {
      if (field.type === 'money') return readRaise(entry, field, currency);
      const amount = Number(toLatin(by));
      const most = how === 'raise' ? 100 : maxMove;
      if (!Number.isInteger(amount) || amount === 0 || Math.abs(amount) > most)
        return { problem: how === 'raise' ? 'not-points' : 'not-a-step' };
      return { change: how === 'raise' ? { how, by: amount } : { how, by: amount, unit } };
    }
    default: {
      if (entry.length === 0 || (typeof entry === 'string' && entry.trim() === ''))
        return { problem: 'empty' };
      const parsed = parseEntry(entryField(field, how), entry, { currency });
      if (!parsed.ok) return parsed;
      return { change: how === 'set' ? { how, value: parsed.value } : { how, value: String(parsed.value) } };
    }
  }
}

function readRaise(
  entry: Entry,
  field: Field,
  currency: string,
): { change: FieldChange } | { problem: ChangeProblem } {
  const parsed = parseEntry(field, entry, { currency });
  if (!parsed.ok) return parsed;
  return parsed.value ? { change: { how: 'raise', by: Number(parsed.value) } } : { problem: 'empty' };
}
