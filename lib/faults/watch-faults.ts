import { browser } from 'wxt/browser';
import { exclusively } from '../base/with-lock.ts';
import type { Fault, FaultPlace } from '../model/fault.ts';
import { faults } from '../storage/items.ts';
import { faultText, toFault } from './fault.ts';

const maxFaults = 20;

/** Stores a fault for the diagnostics, the last 20 of them. Never fails, because there is no place left to say so. */
export async function keepFault(fault: Fault): Promise<void> {
  try {
    await exclusively('faults', async () => {
      await faults.write([fault, ...(await faults.read())].slice(0, maxFaults));
    });
  } catch {}
}

/** A fault as text to be sent to support, with the versions of extension and browser. */
export function faultReport(fault: Fault): string {
  return `${browser.runtime.getManifest().version} · ${navigator.userAgent}\n${faultText(fault)}`;
}

/** Stores every error and rejection that nothing caught, and passes it on to `onFault`. */
export function watchFaults(place: FaultPlace, onFault: (fault: Fault) => void = () => {}): void {
  const hear = (thrown: unknown) => {
    const fault = toFault(thrown, place);
    void keepFault(fault);
    onFault(fault);
  };
  addEventListener('error', ({ error }) => {
    // A warning of the browser, such as that of a `ResizeObserver` loop, comes without an error.
    if (error) hear(error);
  });
  addEventListener('unhandledrejection', ({ reason }) => hear(reason));
}
