import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealView } from '../model/deal-view.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import {
  type Entries,
  type Entry,
  parseEntry,
  type ReadyDraft,
  toEntry,
  toPatch,
} from '../opportunity/entries.ts';
import type { Field } from '../opportunity/fields.ts';
import { applyPatch, isSameValue, splitKey, touchedFields, valueIn } from '../opportunity/values.ts';

/** What was entered for a deal and not saved yet. Every change of it is stored at once. */
export type DealDraft = {
  entries: ReadonlySignal<Entries>;
  /** What is shown: Close's values, over them what is being saved, and over both what was chosen. */
  values: ReadonlySignal<Values>;
  ready: ReadonlySignal<ReadyDraft>;
  /** Keys of the fields that differ from what the user saw, or cannot be sent. */
  changed: ReadonlySignal<readonly string[]>;
  /** Changed fields that somebody else has changed in Close since they were touched. */
  overtaken: ReadonlySignal<string[]>;
  isRestored: ReadonlySignal<boolean>;
  /** False where the browser does not store what is typed. */
  isKept: ReadonlySignal<boolean>;
  /** The text of a field: as typed, else as stored. */
  entryOf(field: Field): Entry;
  /** What is entered back as it was is no entry any more. */
  enter(field: Field, entry: Entry): void;
  /** Enters values as if they had been typed; false, and nothing is entered, where a field does not take them. */
  enterPatch(patch: Patch): boolean;
  /** What the user saw in the fields that this patch touches. */
  baseOf(patch: Patch): Values;
  /** Forgets what was entered for these fields, here alone. */
  drop(keys: readonly string[]): void;
  /** Ends the entries that were saved: `sent` is what stood in the fields when the save began. */
  settle(keys: readonly string[], sent: Entries, stored: Values): void;
  discard(): void;
};

type Parts = {
  view: ReadonlySignal<DealView>;
  /** Values as Close holds them, or is about to. */
  known: ReadonlySignal<Values>;
  fields: ReadonlySignal<Field[]>;
  ask: typeof askBackground;
};

/** The draft of a deal, going on with the one that was stored. */
export function createDraft({ view, known, fields, ask }: Parts): DealDraft {
  const { draft: stored } = view.value;
  const entries = signal<Entries>(stored?.entries ?? {});
  // What the user saw when a field was touched: a conflict is measured against that, not against a later reading.
  const base = signal<Values>(stored?.base ?? {});
  // An edit that grew too old to be sent unasked is a part of the draft.
  const unsent = signal<Patch>(stored?.unsent ?? {});
  const isRestored = signal(stored !== null);
  const isKept = signal(true);

  const ready = computed(() => {
    const typed = toPatch(fields.value, entries.value, base.value, view.value.opportunity);
    return { ...typed, patch: { ...untyped(unsent.value, entries.value), ...typed.patch } };
  });

  const changed = computed(() => {
    const { patch, problems } = ready.value;
    return [...touchedFields(patch), ...Object.keys(problems)];
  });

  const overtaken = computed(() =>
    changed.value.filter(
      (key) => !isSameValue(key, valueIn(base.value, key), valueIn(view.value.opportunity.values, key)),
    ),
  );

  // A status and a percentage stand in the draft like any entry, and are shown where they are chosen.
  const choices = computed(() => {
    const chosen: Record<string, FieldValue> = {};
    for (const field of fields.value) {
      const entry =
        field.type === 'status' || field.type === 'percent' ? entries.value[field.key] : undefined;
      const parsed = entry === undefined ? undefined : parseEntry(field, entry, view.value.opportunity);
      if (parsed?.ok) chosen[field.key] = parsed.value;
    }
    return chosen;
  });

  const values = computed(() => ({
    ...known.value,
    ...applyPatch(unsent.value, known.value),
    ...choices.value,
  }));

  function entryOf(field: Field): Entry {
    return (
      entries.value[field.key] ?? toEntry(field, valueIn(values.value, field.key), view.value.opportunity)
    );
  }

  function put(field: Field, entry: Entry): void {
    const { key } = field;
    const isTouched = key in entries.value || touchedFields(unsent.value).includes(key);
    if (!isTouched) base.value = { ...base.value, [key]: valueIn(values.value, key) };
    const seen = toEntry(field, valueIn(base.value, key), view.value.opportunity);
    if (JSON.stringify(entry) === JSON.stringify(seen)) drop([key]);
    else entries.value = { ...entries.value, [key]: entry };
  }

  function enter(field: Field, entry: Entry): void {
    put(field, entry);
    store();
  }

  function enterPatch(patch: Patch): boolean {
    const wished = Object.entries(applyPatch(patch, values.value));
    const takers = wished.flatMap(([key, value]) => {
      const field = fields.value.find((each) => each.key === key && !each.lock && each.type !== 'append');
      return field ? [{ field, value }] : [];
    });
    if (takers.length < wished.length) return false;
    for (const { field, value } of takers) put(field, toEntry(field, value, view.value.opportunity));
    store();
    return true;
  }

  function store(): void {
    const { id, organizationId, leadId, leadName } = view.value.opportunity;
    if (changed.value.length === 0) {
      void ask('draft.remove', { opportunityId: id });
      return;
    }
    const typed = Object.fromEntries(
      Object.entries(entries.value).flatMap(([key, entry]) =>
        changed.value.includes(key) ? [[key, typeof entry === 'string' ? entry : [...entry]]] : [],
      ),
    );
    const deal = { opportunityId: id, organizationId, leadId, leadName };
    void ask('draft.write', {
      ...deal,
      base: base.value,
      entries: typed,
      unsent: unsent.value,
      savedAt: Date.now(),
    }).then((result) => {
      isKept.value = result.ok;
    });
  }

  // What was typed on while the save was under way stays, measured against what is stored now.
  function settle(keys: readonly string[], sent: Entries, stored: Values): void {
    const entered = keys.filter((key) => key in entries.value);
    const typedOn = entered.filter((key) => entries.value[key] !== sent[key]);
    drop(keys.filter((key) => !typedOn.includes(key)));
    base.value = {
      ...base.value,
      ...Object.fromEntries(typedOn.map((key) => [key, valueIn(stored, key)])),
    };
    if (entered.length > 0) store();
  }

  function drop(keys: readonly string[]): void {
    const left = Object.entries(entries.value).filter(([key]) => !keys.includes(key));
    entries.value = Object.fromEntries(left);
    unsent.value = Object.fromEntries(
      Object.entries(unsent.value).filter(([key]) => !keys.includes(splitKey(key).field)),
    );
    if (left.length === 0) isRestored.value = false;
  }

  return {
    ...{ entries, values, ready, changed, overtaken, isRestored, isKept },
    ...{ entryOf, enter, enterPatch, drop, settle },
    baseOf: (patch) =>
      Object.fromEntries(touchedFields(patch).map((field) => [field, valueIn(base.value, field)])),
    discard() {
      entries.value = {};
      unsent.value = {};
      base.value = {};
      isRestored.value = false;
      void ask('draft.remove', { opportunityId: view.value.opportunity.id });
    },
  };
}

/** An old edit without the fields that were typed into since. */
function untyped(unsent: Patch, entries: Entries): Patch {
  return Object.fromEntries(Object.entries(unsent).filter(([key]) => !(splitKey(key).field in entries)));
}
