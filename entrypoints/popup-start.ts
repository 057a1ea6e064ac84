import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readingOfStart } from '../lib/popup-cache/popup-start.ts';

/** Starts reading what the popup shows first, while the popup itself is still loading. */
export default defineUnlistedScript(() => {
  void readingOfStart();
});
