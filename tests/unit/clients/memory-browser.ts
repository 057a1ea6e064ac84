/** Creates an in-memory browser with what the outbox needs: four storage areas, alarms, and no tabs. */
export function createMemoryBrowser() {
  const alarms = new Map<string, { periodInMinutes?: number }>();
  return {
    storage: { local: createArea(), session: createArea(), sync: createArea(), managed: createArea() },
    tabs: { query: async () => [], get: async (_id: number) => ({ url: '' }) },
    contextMenus: { update: async () => {} },
    alarms: {
      get: async (name: string) => alarms.get(name),
      create: async (name: string, details: { periodInMinutes?: number }) => void alarms.set(name, details),
      clear: async (name: string) => alarms.delete(name),
      /** Fires an alarm, which removes it unless it repeats. */
      ring: (name: string) => alarms.get(name)?.periodInMinutes !== undefined || alarms.delete(name),
    },
  };
}

function createArea() {
  const stored = new Map<string, string>();
  return {
    get: async (name: string | null): Promise<Record<string, unknown>> => {
      if (name === null)
        return Object.fromEntries([...stored].map(([each, text]) => [each, JSON.parse(text)]));
      const text = stored.get(name);
      return text === undefined ? {} : { [name]: JSON.parse(text) };
    },
    set: async (values: Record<string, unknown>) => {
      for (const [name, value] of Object.entries(values)) stored.set(name, JSON.stringify(value));
    },
    remove: async (names: string | string[]) => {
      for (const name of [names].flat()) stored.delete(name);
    },
    clear: async () => stored.clear(),
    getKeys: async () => [...stored.keys()],
  };
}
