import { lookUp } from '../base/look-up.ts';
import type { Catalog } from '../model/catalog.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Status } from '../model/pipeline.ts';
import type { Stage, Stages } from '../model/stages.ts';
import { type Field, type FieldType, listFields, type Rights } from './fields.ts';
import { findStatus } from './opportunity.ts';
import { applyPatch, valueIn } from './values.ts';

/** A field that a status asks for. */
export type RequestedField = { field: Field; isRequired: boolean; isSatisfied: boolean };

/** What a status asks for when a deal is moved to it. */
export type StageRequest = {
  status: Status;
  /** In the order of the deal's fields, the satisfied ones too. */
  fields: readonly RequestedField[];
  /** The suggested confidence in percent; null if there is none, or if the change sets one itself. */
  confidence: number | null;
  /** A line that explains the questions, "" for none. */
  hint: string;
  /** Whether something is left to ask: an empty field, or a suggested confidence. */
  asks: boolean;
  /** Required fields that are not filled in; the move is not saved without them. */
  missing: readonly Field[];
};

/** A deal and the change to save, as far as they decide what a status asks for. */
export type DealOnTheMove = {
  /** The values before the change. */
  values: Values;
  /** All fields that the deal has, with their locks. */
  fields: readonly Field[];
  /** The change that contains the move. */
  patch?: Patch;
};

/** Types of fields that a status cannot ask for: confidence is suggested, and a period belongs to its value. */
const notAsked: readonly FieldType[] = ['status', 'percent', 'period', 'append', 'attachments', 'readonly'];

/** Returns whether a status can ask for a field. Close's date of a loss cannot be set, so Lost asks for no date. */
export function canBeAsked({ type, key, lock }: Field, status?: Pick<Status, 'type'>): boolean {
  if (lock || notAsked.includes(type)) return false;
  return key !== 'date_won' || (status?.type ?? 'active') === 'active';
}

/** Returns whether a field has a value; a text of spaces and an amount of 0 are none. */
export function isFilledIn(key: string, value: FieldValue): boolean {
  if (value === null || (key === 'value' && value === 0)) return false;
  return typeof value === 'number' || (typeof value === 'string' ? value.trim() !== '' : value.length > 0);
}

/**
 * Returns what a status asks of a deal. Leaves out fields that the deal no longer has or the user may not edit, because
 * they could not be filled in. Undo and saves that already wait are never asked.
 */
export function stageRequest(
  status: Status,
  { values, fields, patch = {} }: DealOnTheMove,
  stages: Stages,
): StageRequest {
  const stage: Stage = lookUp(stages, status.id) ?? {};
  const { asks = [], requires = [], hint = '' } = stage;
  const after = { ...values, ...applyPatch(patch, values) };
  const asked = fields
    .filter((field) => [...asks, ...requires].includes(field.key) && canBeAsked(field, status))
    .map((field) => ({
      field,
      isRequired: requires.includes(field.key),
      isSatisfied: isFilledIn(field.key, valueIn(after, field.key)),
    }));
  const suggested = 'confidence' in patch ? null : (stage.confidence ?? null);
  const isNew = suggested !== null && suggested !== valueIn(values, 'confidence');
  return {
    status,
    fields: asked,
    confidence: suggested,
    hint,
    asks: isNew || asked.some(({ isSatisfied }) => !isSatisfied),
    missing: asked.flatMap(({ field, isRequired, isSatisfied }) =>
      isRequired && !isSatisfied ? [field] : [],
    ),
  };
}

/** Returns what a change asks for because it moves the deal to another status; undefined if it does not. */
export function requestOfChange(
  patch: Patch,
  opportunity: Opportunity,
  { pipelines, customFields }: Pick<Catalog, 'pipelines' | 'customFields'>,
  rights: Rights,
  stages: Stages,
): StageRequest | undefined {
  const { values } = opportunity;
  const status = findStatus(pipelines, patch.status_id)?.status;
  if (!status || status.id === valueIn(values, 'status_id')) return undefined;
  const fields = listFields(opportunity, customFields, rights);
  return stageRequest(status, { values, fields, patch }, stages);
}
