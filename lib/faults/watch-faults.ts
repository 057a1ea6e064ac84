import { browser } from 'wxt/browser';
import type { Fault, FaultPlace } from '../model/fault.ts';
import { faultText, toFault } from './fault.ts';

/** Returns a fault as text for a support request, with the versions of extension and browser. */
export function faultReport(fault: Fault): string {
  return `${browser.runtime.getManifest().version} · ${navigator.userAgent}\n${faultText(fault)}`;
}

/** Calls `onFault` for every uncaught error and unhandled rejection. */
export function watchFaults(place: FaultPlace, onFault: (fault: Fault) => void): void {
  addEventListener('error', ({ error }) => {
    // A warning of the browser, such as that of a `ResizeObserver` loop, comes without an error.
    if (error) onFault(toFault(error, place));
  });
  addEventListener('unhandledrejection', ({ reason }) => onFault(toFault(reason, place)));
}
