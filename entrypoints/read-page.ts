import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readWhenParsed } from '../lib/detection/read-when-parsed.ts';

/** Returns a page's references, found quickly, as the result of `scripting.executeScript`. */
export default defineUnlistedScript(() => readWhenParsed('first'));
