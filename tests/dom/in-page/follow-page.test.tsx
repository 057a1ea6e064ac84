import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Chip } from '../../../lib/in-page/chip.ts';
import { followPage } from '../../../lib/in-page/follow-page.ts';
import { success } from '../../../lib/model/result.ts';
import { idOf } from '../samples/editors.ts';

const address = location.href;
let stop = () => {};
afterEach(() => {
  stop();
  history.replaceState(null, '', address);
  vi.restoreAllMocks();
});

const shown: (string | null)[] = [];
const chip: Chip = {
  root: document.createElement('div').attachShadow({ mode: 'closed' }),
  show: (status) => void shown.push(status),
  stepAside() {},
  expire() {},
};

let reported: unknown[];
beforeEach(() => {
  reported = [];
  shown.length = 0;
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    reported.push(message);
    return success({ chip: '', isWelcome: true });
  });
});

it('reports a page at once, and the last of two hundred changes of its address after a rest', async () => {
  stop = followPage({ chip });
  await expect.poll(() => reported).toHaveLength(1);
  for (let index = 0; index < 200; index += 1) history.replaceState(null, '', `#${idOf('oppo', index)}`);
  await expect.poll(() => JSON.stringify(reported)).toContain(idOf('oppo', 199));
  // The changes may fall into two turns, if the page's rest ends between them.
  expect(reported.length).toBeLessThanOrEqual(3);
});

it('does nothing in a page that the browser loads in advance, until the user opens it', async () => {
  let isAhead = true;
  vi.spyOn(document, 'prerendering' as never, 'get').mockImplementation((() => isAhead) as never);
  history.replaceState(null, '', `#${idOf('oppo', 1)}`);
  stop = followPage({ chip });
  history.replaceState(null, '', `#${idOf('oppo', 2)}`);
  document.dispatchEvent(new Event('visibilitychange'));
  // Runs after all that was started above.
  await scheduler.postTask(() => {}, { priority: 'background' });
  expect([reported, shown]).toEqual([[], []]);
  isAhead = false;
  document.dispatchEvent(new Event('prerenderingchange'));
  await expect.poll(() => JSON.stringify(reported)).toContain(idOf('oppo', 2));
  await expect.poll(() => shown).toEqual(['']);
});
