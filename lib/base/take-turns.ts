/** Runs `work` for a key as soon as it is the key's turn, and returns its result. */
export type TakeTurn<Key, Value> = (key: Key, work: () => Promise<Value>) => Promise<Value>;

/**
 * Lets one piece of work per key run at a time, and rests for some milliseconds between two starts. Of the work that waits
 * for its turn only the newest runs, and all get its result. The first one starts at once.
 */
export function createTurns<Key, Value>(restMs: number): TakeTurn<Key, Value> {
  const waiting = new Map<Key, { work: () => Promise<Value>; result?: Promise<Value> }>();
  const busy = new Map<Key, Promise<unknown>>();

  async function wait(key: Key): Promise<Value> {
    await busy.get(key);
    const work = waiting.get(key)?.work as () => Promise<Value>;
    waiting.delete(key);
    const running = work();
    const rest = new Promise((resolve) => setTimeout(resolve, restMs));
    const turn = Promise.allSettled([running, rest]).then(() => {
      if (busy.get(key) === turn) busy.delete(key);
    });
    busy.set(key, turn);
    return running;
  }

  return (key, work) => {
    const next = waiting.get(key) ?? { work };
    next.work = work;
    waiting.set(key, next);
    next.result ??= wait(key);
    return next.result;
  };
}
