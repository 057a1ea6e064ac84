import { render } from 'preact';
import { afterEach, beforeAll } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { loadParts } from '../../../components/ui/load-later.tsx';
import { browser, speak } from './fake-browser.ts';

Object.assign(globalThis, { chrome: browser, browser });

// As the editor's pages do after their first paint.
beforeAll(loadParts);

// Each test starts on an empty page and an empty browser.
afterEach(() => {
  render(null, document.body);
  document.body.replaceChildren();
  fakeBrowser.reset();
  speak('en');
});
