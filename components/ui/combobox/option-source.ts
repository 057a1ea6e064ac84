import type { Option } from './combobox-filter.ts';

/** Provides the options of a field and the names of its values. */
export type OptionSource = {
  options: readonly Option[];
  /** Says, while there are no options, that they are loading or why they could not be loaded. */
  emptyHint: string;
  nameOf(value: string): string;
  onOpen(): void;
};
