/**
 * Runs one actor at a time: each waits at a gate until it is chosen, and none is chosen before all others wait at a gate
 * or have ended. So the same sequence of choices always results in the same interleaving.
 */
export function createScheduler(choose: (count: number) => number) {
  const atGate = new Map<string, () => void>();
  const running = new Set<string>();

  function continueNext(): void {
    if (running.size > 0 || atGate.size === 0) return;
    const names = [...atGate.keys()].sort();
    const name = names[choose(names.length)] ?? '';
    const release = atGate.get(name);
    atGate.delete(name);
    running.add(name);
    release?.();
  }

  return {
    gate: (name: string): Promise<void> =>
      new Promise((resolve) => {
        atGate.set(name, resolve);
        running.delete(name);
        continueNext();
      }),
    /** Resolves when all actors have ended. */
    async run(actors: Readonly<Record<string, () => Promise<void>>>): Promise<void> {
      for (const name of Object.keys(actors)) running.add(name);
      await Promise.all(
        Object.entries(actors).map(async ([name, act]) => {
          await act().finally(() => {
            running.delete(name);
            continueNext();
          });
        }),
      );
    },
  };
}
