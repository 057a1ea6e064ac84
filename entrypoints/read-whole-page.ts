import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readWhenParsed } from '../lib/detection/read-when-parsed.ts';

/** Put into a page and its frames like `read-page.ts`, but leaves no place out, however long that takes. */
export default defineUnlistedScript(() => readWhenParsed('whole'));
