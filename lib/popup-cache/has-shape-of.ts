/**
 * Whether a value has all that an example has, with the same kinds of values: of a list, each entry is held against the
 * example's first, and null stands for anything. For what a page has stored in memory for itself, where zod would weigh more than the page may.
 */
export function hasShapeOf<Value>(example: Value, value: unknown): value is Value {
  if (Array.isArray(example)) {
    const [entry] = example;
    return Array.isArray(value) && (entry === undefined || value.every((each) => hasShapeOf(entry, each)));
  }
  if (example === null) return true;
  if (typeof example !== 'object') return typeof value === typeof example;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(example).every(([key, part]) =>
    hasShapeOf(part, (value as Record<string, unknown>)[key]),
  );
}
