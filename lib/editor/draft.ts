import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealView } from '../messaging/contract.ts';
import { type Entries, type Entry, type ReadyDraft, toEntry, toPatch } from '../opportunity/entries.ts';
import type { Field } from '../opportunity/fields.ts';
import type { Patch, Values } from '../opportunity/opportunity.ts';
import { isSameValue, splitKey, touchedFields, valueIn } from '../opportunity/values.ts';

/** What was entered for a deal and not saved yet. Every change of it is stored at once. */
export type DealDraft = {
  entries: ReadonlySignal<Entries>;
  ready: ReadonlySignal<ReadyDraft>;
  /** Touched fields that somebody else has changed in Close since they were touched. */
  overtaken: ReadonlySignal<string[]>;
  isRestored: ReadonlySignal<boolean>;
  /** False where the browser does not store what is typed. */
  isKept: ReadonlySignal<boolean>;
  /** The text of a field: as typed, else as stored. */
  entryOf(field: Field): Entry;
  enter(field: Field, entry: Entry): void;
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
  values: ReadonlySignal<Values>;
  fields: ReadonlySignal<Field[]>;
  ask: typeof askBackground;
};

/** The draft of a deal, going on with the one that was stored. */
export function createDraft({ view, values, fields, ask }: Parts): DealDraft {
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

  const overtaken = computed(() =>
    Object.keys(entries.value).filter(
      (key) => !isSameValue(key, valueIn(base.value, key), valueIn(view.value.opportunity.values, key)),
    ),
  );

  function entryOf(field: Field): Entry {
    return (
      entries.value[field.key] ?? toEntry(field, valueIn(values.value, field.key), view.value.opportunity)
    );
  }

  function enter(field: Field, entry: Entry): void {
    if (!(field.key in entries.value)) {
      base.value = { ...base.value, [field.key]: valueIn(values.value, field.key) };
    }
    entries.value = { ...entries.value, [field.key]: entry };
    store();
  }

  function store(): void {
    const { id, organizationId, leadName } = view.value.opportunity;
    const typed = Object.fromEntries(
      Object.entries(entries.value).map(([key, entry]) => [
        key,
        typeof entry === 'string' ? entry : [...entry],
      ]),
    );
    const isEmpty = Object.keys(ready.value.patch).length + Object.keys(ready.value.problems).length === 0;
    if (isEmpty) void ask('draft.remove', { opportunityId: id });
    else {
      const draft = { opportunityId: id, organizationId, leadName, base: base.value, entries: typed };
      void ask('draft.write', { ...draft, unsent: unsent.value, savedAt: Date.now() }).then((result) => {
        isKept.value = result.ok;
      });
    }
  }

  // What was typed on while the save was under way stays, measured against what is stored now.
  function settle(keys: readonly string[], sent: Entries, stored: Values): void {
    const typedOn = keys.filter((key) => key in entries.value && entries.value[key] !== sent[key]);
    drop(keys.filter((key) => !typedOn.includes(key)));
    base.value = {
      ...base.value,
      ...Object.fromEntries(typedOn.map((key) => [key, valueIn(stored, key)])),
    };
    if (typedOn.length > 0) store();
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
    ...{ entries, ready, overtaken, isRestored, isKept, entryOf, enter, drop, settle },
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
