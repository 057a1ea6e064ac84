import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readingOfStart } from '../lib/popup-cache/popup-start.ts';

/** Asks the browser for what the popup shows first, while the popup itself is still being loaded. */
export default defineUnlistedScript(() => {
  void readingOfStart();
});
