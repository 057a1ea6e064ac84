/** Isolates a name inside a sentence, so that right-to-left letters do not reorder the words around it. */
export function isolate(name: string): string {
  // Without marks of its own, which could end the isolation.
  return `\u2068${name.replace(/[\u2066-\u2069]/g, '')}\u2069`;
}

/** Hebrew, Arabic and their neighbors, also beyond the basic plane, and the marks that set a direction. */
const rightToLeft =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]|[\ud802\ud803\ud83a\ud83b]/;

/** Isolates a value only if it could reorder words, because people copy and search the sentences without marks. */
export function isolateIfNeeded(value: string): string {
  return rightToLeft.test(value) ? isolate(value) : value;
}

/** Writes a change as "before → after", each in its own direction. */
export function beforeAndAfter(before: string, after: string): string {
  return `${isolateIfNeeded(before)} → ${isolateIfNeeded(after)}`;
}
