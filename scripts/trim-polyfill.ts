import type { Plugin } from 'vite';

const polyfill = /webextension-polyfill\/dist\/browser-polyfill\.js$/;
const metadata = /(const apiMetadata = )(\{[\s\S]*?\n {6}\});/;

/**
 * Leaves out the polyfill's table of callback functions, 5 kB that every page and every content script would read anew:
 * from Chrome 140 on all of them return promises by themselves. What stays is how messages are answered.
 */
export function trimPolyfill(): Plugin {
  return {
    name: 'trim-polyfill',
    transform(code, id) {
      if (!polyfill.test(id)) return undefined;
      if (!metadata.test(code)) this.error('The polyfill no longer holds its table where it was.');
      // It refuses to work with an empty table.
      return { code: code.replace(metadata, '$1{ runtime: {} };'), map: null };
    },
  };
}
