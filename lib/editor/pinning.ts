import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { moved } from '../base/move-item.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealView } from '../model/deal-view.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { valueIn } from '../opportunity/values.ts';

/** Which fields the user wants in the first view of the deal's pipeline, in which order. */
export type Pinning = {
  pinned: ReadonlySignal<readonly string[]>;
  /** Pins a field at the end, or takes its pin away. */
  toggle(key: string): void;
  /** Puts a pinned field in another place; a place that does not exist changes nothing. */
  move(key: string, to: number): void;
};

/** Pins of the pipeline that the deal is in; every change is stored at once. */
export function createPinning(view: ReadonlySignal<DealView>, ask: typeof askBackground): Pinning {
  const all = signal(view.value.pins);
  const pipelineId = computed(() => {
    const { catalog, opportunity } = view.value;
    return findStatus(catalog.pipelines, valueIn(opportunity.values, 'status_id'))?.pipeline.id ?? '';
  });
  const pinned = computed(() => all.value[pipelineId.value] ?? []);

  function set(keys: readonly string[]): void {
    all.value = { ...all.value, [pipelineId.value]: [...keys] };
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
      const keys = moved(pinned.value, from, to);
      if (keys !== pinned.value) set(keys);
    },
  };
}
