import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { loadParts } from '../../../components/ui/load-later.tsx';
import { browser, speak } from './fake-browser.ts';
import { emptyPage, keepListeners } from './fresh-page.ts';

Object.assign(globalThis, { chrome: browser, browser });

// As the editor's pages do after their first paint.
beforeAll(loadParts);
beforeEach(keepListeners);

// Each test starts on an empty page and an empty browser.
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  emptyPage();
  fakeBrowser.reset();
  speak('en');
});
