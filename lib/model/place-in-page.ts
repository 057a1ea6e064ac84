/** Places where an id can be found, in order of rank. */
export const places = [
  'pointed-at',
  'address',
  'selection',
  'heading',
  'link',
  'text',
  'form',
  'attribute',
  'data',
] as const;
export type Place = (typeof places)[number];
