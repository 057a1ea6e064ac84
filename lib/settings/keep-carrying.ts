import { browser } from 'wxt/browser';
import { carrySettings, type Exchange } from './carry-settings.ts';
import { whenSettingsChange } from './settings.ts';

// Several changes in a row are one exchange, which keeps within what the browser allows in an hour as well.
const pauseMs = 1_000;

/** Carries settings now, and for as long as the page is open whenever they change here or on another device. */
export function keepCarrying(onExchange: (ended: Exchange) => void = () => {}): void {
  let isComing = false;
  const run = async () => onExchange(await carrySettings());

  function runSoon(): void {
    if (isComing) return;
    isComing = true;
    setTimeout(() => {
      isComing = false;
      void run();
    }, pauseMs);
  }

  browser.storage.sync.onChanged.addListener(runSoon);
  whenSettingsChange(runSoon);
  void run();
}
