/** The places where an id can be found, most telling first: this order is the ranking. */
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
