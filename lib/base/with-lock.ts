/** Runs work while no other work of this name runs in the worker or any page; resolves to what it returns. */
export function withLock<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  return navigator.locks.request(name, work);
}
