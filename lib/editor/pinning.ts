import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { moveItem } from '../base/move-item.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealView } from '../model/deal-view.ts';
import type { Pins } from '../model/pins.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { valueIn } from '../opportunity/values.ts';

/** Holds the fields that the user pinned to the first view of the deal's pipeline, in order. */
export type Pinning = {
  pinned: ReadonlySignal<readonly string[]>;
  /** Pins a field as the last one, or unpins it. */
  toggle(key: string): void;
  /** Moves a pinned field to index `to`; does nothing if that index does not exist. */
  move(key: string, to: number): void;
};

/** Creates the pins of the deal's pipeline; every change is stored immediately. */
export function createPinning(view: ReadonlySignal<DealView>, ask: typeof askBackground): Pinning {
  // The user's changes in this editor; until there are any, the pins are those of the deal that was read last.
  const changed = signal<Pins | null>(null);
  const all = computed(() => changed.value ?? view.value.pins);
  const pipelineId = computed(() => {
    const { catalog, opportunity } = view.value;
    return findStatus(catalog.pipelines, valueIn(opportunity.values, 'status_id'))?.pipeline.id ?? '';
  });
  const pinned = computed(() => all.value[pipelineId.value] ?? []);

  function set(keys: readonly string[]): void {
    changed.value = { ...all.value, [pipelineId.value]: [...keys] };
    void ask('pins.write', { pins: { [pipelineId.value]: [...keys] } });
  }

  return {
    pinned,
    toggle(key) {
      const others = pinned.value.filter((each) => each !== key);
      set(others.length < pinned.value.length ? others : [...pinned.value, key]);
    },
    move(key, to) {
      const from = pinned.value.indexOf(key);
      const keys = moveItem(pinned.value, from, to);
      if (keys !== pinned.value) set(keys);
    },
  };
}
