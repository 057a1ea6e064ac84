import { withLock } from '../base/with-lock.ts';
import type { Fault } from '../model/fault.ts';
import { faults } from '../storage/items.ts';

const maxFaults = 20;

/** Stores a fault for the diagnostics. Ignores its own failure, because nothing could report it. */
export async function keepFault(fault: Fault): Promise<void> {
  try {
    await withLock('faults', async () => {
      await faults.write([fault, ...(await faults.read())].slice(0, maxFaults));
    });
  } catch {}
}
