import type { Option } from './combobox-filter.ts';

/** What a field offers and what its values are called. */
export type OptionSource = {
  options: readonly Option[];
  /** While there are no options: that they are being read, or why they are not there. */
  emptyHint: string;
  nameOf(value: string): string;
  onOpen(): void;
};
