import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { prepareToast } from '../lib/in-page/toast.ts';

/** Prepares the toast that the background then shows in a page; returns whether the page can show one. */
export default defineUnlistedScript(() => prepareToast(document) !== null);
