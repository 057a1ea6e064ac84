import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startPopup } from '../lib/popup-cache/popup-start.ts';

/** Starts reading and asking for what the popup shows first, while the popup itself is still loading. */
export default defineUnlistedScript(() => {
  void startPopup();
});
