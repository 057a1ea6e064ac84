import type { Plugin } from 'vite';

const polyfill = /webextension-polyfill\/dist\/browser-polyfill\.js$/;
const metadata = /(const apiMetadata = )(\{[\s\S]*?\n {6}\});/;

/**
 * Leaves out the parts of the polyfill that the oldest browser we run in has by itself. Its table of callback functions
 * weighs 5 kB in every page and content script: from Chrome 140 on all of them return promises. What stays is how
 * messages are answered with promises. The worker answers them by the callback of Chrome itself (`receive.ts`), and the
 * popup answers none, so nothing at all stays there.
 */
export function trimPolyfill(): Plugin {
  let isBare = false;
  return {
    name: 'trim-polyfill',
    buildStart({ input }) {
      isBare = Object.values(input).some((entry) => /entrypoints\/(background|popup-)/.test(String(entry)));
    },
    transform(code, id) {
      if (!polyfill.test(id)) return undefined;
      if (isBare) return { code: 'export default chrome;', map: null };
      if (!metadata.test(code)) this.error('The polyfill no longer holds its table where it was.');
      // It refuses to work with an empty table.
      return { code: code.replace(metadata, '$1{ runtime: {} };'), map: null };
    },
  };
}
