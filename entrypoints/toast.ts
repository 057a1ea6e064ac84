import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type NotePlace, showNote } from '../lib/in-page/toast.ts';

const place = globalThis as unknown as NotePlace;

/** Defines the function that the background calls in a page to show a toast. */
export default defineUnlistedScript(() => {
  place.showQuickEditNote = showNote;
});
