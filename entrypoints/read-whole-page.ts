import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readWhenParsed } from '../lib/detection/read-when-parsed.ts';

/** Returns a page's references like `read-page.ts`, but searches the whole page however long that takes. */
export default defineUnlistedScript(() => readWhenParsed('whole'));
