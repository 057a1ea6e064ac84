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
import { appendedLines } from '../opportunity/note.ts';
import { applyPatch, isSameValue, splitKey, touchedFields, valueIn } from '../opportunity/values.ts';

/** Holds the unsaved entries of a deal. Every change is stored immediately. */
export type DealDraft = {
  entries: ReadonlySignal<Entries>;
  /** Shown values: Close's values, overridden by values being saved, overridden by chosen values. */
  values: ReadonlySignal<Values>;
  ready: ReadonlySignal<ReadyDraft>;
  /** Keys of the fields that differ from the base values or have an invalid entry. */
  changed: ReadonlySignal<readonly string[]>;
  /** Changed fields that another user has changed in Close since they were touched. */
  overtaken: ReadonlySignal<string[]>;
  isRestored: ReadonlySignal<boolean>;
  /** False if the browser could not store the draft. */
  isKept: ReadonlySignal<boolean>;
  /** Returns the entry of a field: as typed, else made from the shown value. */
  entryOf(field: Field): Entry;
  /** Enters a value. Typing the original value removes the entry. */
  enter(field: Field, entry: Entry): void;
  /** Enters all values as if they were typed; returns false and enters none if a field cannot take its value. */
  enterPatch(patch: Patch): boolean;
  /** Enters all values as if they were typed, or as they are sent if a field cannot take its value. */
  keep(patch: Patch): void;
  /** Returns the base values of the fields that this patch touches. */
  baseOf(patch: Patch): Values;
  /** Removes the entries of these fields from memory without storing the draft. */
  drop(keys: readonly string[]): void;
  /** Removes the entries that were saved; `sent` holds the entries at the start of the save. */
  settle(keys: readonly string[], sent: Entries, stored: Values): void;
  discard(): void;
};

type Parts = {
  view: ReadonlySignal<DealView>;
  /** Close's values, overridden by the values being saved. */
  expected: ReadonlySignal<Values>;
  fields: ReadonlySignal<Field[]>;
  ask: typeof askBackground;
};

/** Creates the draft of a deal from its stored draft, if there is one. */
export function createDraft({ view, expected, fields, ask }: Parts): DealDraft {
  const { draft: stored } = view.value;
  const entries = signal<Entries>(stored?.entries ?? {});
  // Values at the time a field was touched, because a conflict is measured against what the user saw then.
  const base = signal<Values>(stored?.base ?? {});
  // Holds edits from the outbox that became too old to send without asking the user, and values that cannot be typed.
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

  // Status and confidence have entries too, and their controls show the chosen value.
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
    ...expected.value,
    ...applyPatch(unsent.value, expected.value),
    ...choices.value,
  }));

  function entryOf(field: Field): Entry {
    return entries.value[field.key] ?? toEntry(field, valueIn(values.value, field.key));
  }

  function put(field: Field, entry: Entry): void {
    const { key } = field;
    const isTouched = key in entries.value || touchedFields(unsent.value).includes(key);
    if (!isTouched) base.value = { ...base.value, [key]: valueIn(values.value, key) };
    const seen = toEntry(field, valueIn(base.value, key));
    if (JSON.stringify(entry) === JSON.stringify(seen)) drop([key]);
    else entries.value = { ...entries.value, [key]: entry };
  }

  function enter(field: Field, entry: Entry): void {
    put(field, entry);
    store();
  }

  function enterPatch(patch: Patch): boolean {
    const requested = Object.entries(applyPatch(patch, values.value));
    const targets = requested.flatMap(([key, value]) => {
      const field = fields.value.find((each) => each.key === key && !each.lock);
      const entry = field && entryFor(field, value);
      return field && entry !== undefined ? [{ field, entry }] : [];
    });
    if (targets.length < requested.length) return false;
    for (const { field, entry } of targets) put(field, entry);
    store();
    return true;
  }

  function keep(patch: Patch): void {
    if (enterPatch(patch)) return;
    const touched = touchedFields(patch);
    for (const key of touched)
      if (!changed.value.includes(key)) base.value = { ...base.value, [key]: valueIn(values.value, key) };
    drop(touched);
    unsent.value = { ...unsent.value, ...patch };
    store();
  }

  // The entry that gives a field this value; undefined for a formatted note that cannot be reached by appending lines.
  function entryFor(field: Field, value: FieldValue): Entry | undefined {
    if (field.type !== 'append') return toEntry(field, value);
    return appendedLines(String(valueIn(values.value, field.key) ?? ''), String(value));
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

  // Keeps entries that were edited during the save, with the saved values as their new base.
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
    const remaining = Object.entries(entries.value).filter(([key]) => !keys.includes(key));
    entries.value = Object.fromEntries(remaining);
    unsent.value = Object.fromEntries(
      Object.entries(unsent.value).filter(([key]) => !keys.includes(splitKey(key).field)),
    );
    if (remaining.length === 0) isRestored.value = false;
  }

  return {
    entries,
    values,
    ready,
    changed,
    overtaken,
    isRestored,
    isKept,
    entryOf,
    enter,
    enterPatch,
    keep,
    drop,
    settle,
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

/** Returns an edit without the fields that have an entry. */
export function untyped(unsent: Patch, entries: Entries): Patch {
  return Object.fromEntries(Object.entries(unsent).filter(([key]) => !(splitKey(key).field in entries)));
}
