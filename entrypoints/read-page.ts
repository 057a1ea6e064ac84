import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { scanPage } from '../lib/detection/scan-page.ts';

/** Put into a page on the user's gesture; what it returns is the result of `scripting.executeScript`. */
export default defineUnlistedScript(() => scanPage(document));
