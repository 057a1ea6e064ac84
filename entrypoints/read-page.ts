import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readWhenParsed } from '../lib/detection/read-when-parsed.ts';

/**
 * Put into a page and its frames on the user's gesture, for an answer at once; what it returns is the result of
 * `scripting.executeScript`.
 */
export default defineUnlistedScript(() => readWhenParsed('first'));
