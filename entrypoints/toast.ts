import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type NotePlace, showNote } from '../lib/in-page/toast.ts';

const place = globalThis as unknown as NotePlace;

/** Put into a page right before a note is shown there, for the background to call with the words. */
export default defineUnlistedScript(() => {
  place.showQuickEditNote = showNote;
});
