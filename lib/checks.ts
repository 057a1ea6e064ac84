import type * as z from 'zod/mini';

// Zod's own `maxLength` and `regex` would weigh 1.5 kB in the worker.

/** For `check`: at most so many characters or entries. */
export function atMost(length: number): z.core.CheckFn<{ length: number }> {
  return refuseUnless((value) => value.length <= length);
}

/** For `check`: a text that this pattern finds something in. */
export function matching(pattern: RegExp): z.core.CheckFn<string> {
  return refuseUnless((value) => pattern.test(value));
}

function refuseUnless<Value>(isFine: (value: Value) => boolean): z.core.CheckFn<Value> {
  return ({ value, issues }) => {
    if (!isFine(value)) issues.push({ code: 'custom', input: value });
  };
}
