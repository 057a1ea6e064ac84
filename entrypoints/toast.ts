import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { showToast, type ToastWindow } from '../lib/in-page/toast.ts';

const pageWindow = globalThis as unknown as ToastWindow;

/** Defines the function that the background calls in a page to show a toast. */
export default defineUnlistedScript(() => {
  pageWindow.showQuickEditToast = showToast;
});
