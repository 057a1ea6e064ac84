import * as z from 'zod/mini';

/**
 * An object with any keys and values of one shape; of a list it makes one by places. It is an object without keys of its
 * own and a shape for all others, because zod's own `record` would weigh 2 kB in the worker.
 */
export function recordOf<Value>(value: z.ZodMiniType<Value>): z.ZodMiniType<Record<string, Value>> {
  return z.catchall(z.object({}), value) as unknown as z.ZodMiniType<Record<string, Value>>;
}
