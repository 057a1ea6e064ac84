/**
 * Returns whether a value has all properties of an example, with the same types. List entries are compared with the
 * example's first one; null accepts anything. Used in the popup, where zod would be too large.
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
