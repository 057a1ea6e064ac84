import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Patch } from '../model/field-value.ts';
import type { Problem } from '../model/problem.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import {
  type DealPast,
  type HistoryEntry,
  type TimeInStage,
  timeInPresentStage,
  toHistoryEntries,
} from '../wording/history-entries.ts';
import type { DealEditor } from './deal-editor.ts';

/** The past of a deal: one request to Close for its status changes, and another if the user wants all fields. */
export type DealHistory = {
  past: ReadonlySignal<DealPast>;
  entries: ReadonlySignal<HistoryEntry[]>;
  presentStage: ReadonlySignal<TimeInStage>;
  /** Which part is being read. */
  reading: ReadonlySignal<'status' | 'fields' | null>;
  problem: ReadonlySignal<Problem | null>;
  /** Reads the status changes, and what was changed on this device. */
  readStatus(): Promise<void>;
  /** Reads the changes of all fields in the last 30 days. */
  readFields(): Promise<void>;
  /** Reads again what failed. */
  retry(): Promise<void>;
  /** Saves values from before like any other edit; Won and Lost ask first. */
  putBack(patch: Patch): Promise<void>;
};

/** Creates the history of a deal; reads nothing yet. */
export function createDealHistory(deal: DealEditor): DealHistory {
  const past = signal<DealPast>({ statusChanges: null, fieldsChanges: null, own: [] });
  const reading = signal<'status' | 'fields' | null>(null);
  const failed = signal<{ problem: Problem; again: () => Promise<void> } | null>(null);
  const present = computed(() => ({
    ...{ opportunity: deal.view.value.opportunity, connection: deal.view.value.connection },
    ...{ values: deal.values.value, fields: deal.fields.value, words: deal.words.value },
    isLocked: deal.isLocked.value,
  }));
  const ofDeal = () => {
    const { id: opportunityId, organizationId } = deal.view.value.opportunity;
    return { opportunityId, organizationId };
  };

  async function readStatus(): Promise<void> {
    if (reading.value) return;
    reading.value = 'status';
    failed.value = null;
    const [own, read] = await Promise.all([deal.ask('changes.list', {}), deal.ask('history.read', ofDeal())]);
    if (own.ok) past.value = { ...past.value, own: own.value.changes };
    if (read.ok) past.value = { ...past.value, statusChanges: read.value };
    else failed.value = { problem: read.problem, again: readStatus };
    reading.value = null;
  }

  async function readFields(): Promise<void> {
    if (reading.value) return;
    reading.value = 'fields';
    failed.value = null;
    const read = await deal.ask('history.fields', ofDeal());
    if (read.ok) past.value = { ...past.value, fieldsChanges: read.value };
    else failed.value = { problem: read.problem, again: readFields };
    reading.value = null;
  }

  async function putBack(patch: Patch): Promise<void> {
    const { status_id, date_won, ...others } = patch;
    const found = findStatus(deal.view.value.catalog.pipelines, status_id)?.status;
    // The dialog asks for the date of a win itself.
    await deal.choose(
      found && found.type !== 'active' ? { ...others, ...(status_id && { status_id }) } : patch,
    );
  }

  return {
    past,
    reading,
    readStatus,
    readFields,
    putBack,
    entries: computed(() => toHistoryEntries(past.value, present.value)),
    presentStage: computed(() => timeInPresentStage(past.value, present.value)),
    problem: computed(() => failed.value?.problem ?? null),
    retry: async () => failed.value?.again(),
  };
}
