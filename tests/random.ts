/** Numbers from 0 up to 1 that one seed makes the same everywhere, and what is chosen with them. */
export type Random = {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  /** A whole number from 0 up to, but not including, `end`. */
  below(end: number): number;
  /** One of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item;
  uuid(): string;
};

export function createRandom(seed: number): Random {
  const next = mulberry32(seed);
  const below = (end: number) => Math.floor(next() * end);
  const hex = (length: number) => Array.from({ length }, () => below(16).toString(16)).join('');
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    pick<Item>(items: readonly Item[]) {
      const picked = items[below(items.length)];
      if (picked === undefined) throw new Error('Nothing to pick from');
      return picked;
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}

/** Small, and the same everywhere for one seed. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
