import { render } from 'preact';
import { afterEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from './fake-browser.ts';

Object.assign(globalThis, { chrome: browser, browser });

// Each test starts on an empty page and an empty browser.
afterEach(() => {
  render(null, document.body);
  document.body.replaceChildren();
  fakeBrowser.reset();
});
