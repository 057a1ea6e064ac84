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
  document.body.replaceChildren();
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
  stop = followPage({ chip, onLink() {} });
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
  stop = followPage({ chip, onLink() {} });
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

/** Counts reads of the page: outside of idle slices (first), and in each of them. */
function countReads(): { texts: number; attributes: number }[] {
  const slices = [{ texts: 0, attributes: 0 }];
  const add = (what: 'texts' | 'attributes') => {
    (slices.at(-1) as (typeof slices)[number])[what] += 1;
  };
  const readText = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent')?.get as () => string;
  vi.spyOn(Node.prototype, 'textContent', 'get').mockImplementation(function (this: Node) {
    add('texts');
    return readText.call(this);
  });
  for (const [prototype, name, what] of [
    [Range.prototype, 'toString', 'texts'],
    [TreeWalker.prototype, 'nextNode', 'texts'],
    [Selection.prototype, 'toString', 'texts'],
    [XPathEvaluator.prototype, 'evaluate', 'texts'],
    [Element.prototype, 'querySelectorAll', 'attributes'],
    [Document.prototype, 'querySelectorAll', 'attributes'],
    [Element.prototype, 'getAttribute', 'attributes'],
  ] as const) {
    const methods = prototype as unknown as Record<string, (...input: unknown[]) => unknown>;
    const original = methods[name];
    vi.spyOn(methods, name).mockImplementation(function (this: unknown, ...input) {
      add(what);
      return original?.apply(this, input);
    });
  }
  const { requestIdleCallback } = window;
  vi.spyOn(window, 'requestIdleCallback').mockImplementation((callback, options) =>
    requestIdleCallback((deadline) => {
      slices.push({ texts: 0, attributes: 0 });
      callback(deadline);
    }, options),
  );
  // Every look at the clock takes a tenth of a millisecond, so that slices do not depend on the machine.
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 0.1;
    return now;
  });
  return slices;
}

function fillTable(rows: number): void {
  document.body.innerHTML = `<table>${Array.from(
    { length: rows },
    (_none, row) => `<tr><td>Acme</td><td>${idOf('lead', row)}</td><td><a href="/x/${row}">Won</a></td></tr>`,
  ).join('')}</table><p>${idOf('oppo', 7)}</p>`;
}

it('reads no text of a page whose address names the lead, and its links only while the page is idle', async () => {
  fillTable(3_000);
  document.querySelector('a')?.setAttribute('href', `https://tool.example/?deal=${idOf('oppo', 1)}`);
  history.replaceState(null, '', `#${idOf('lead', 1)}`);
  const slices = countReads();
  stop = followPage({ chip, onLink() {} });
  await expect.poll(() => JSON.stringify(reported), { timeout: 10_000 }).toContain(idOf('oppo', 1));
  expect(JSON.stringify(reported)).not.toContain(idOf('oppo', 7));
  expect(slices[0]).toEqual({ texts: 0, attributes: 0 });
  expect(slices.reduce((sum, { texts }) => sum + texts, 0)).toBe(0);
  expect(Math.max(...slices.map(({ attributes }) => attributes))).toBeLessThanOrEqual(500);
});

it('reads any other page in slices of bounded work, while the page is idle', async () => {
  fillTable(3_000);
  history.replaceState(null, '', '#list');
  const slices = countReads();
  stop = followPage({ chip, onLink() {} });
  await expect.poll(() => JSON.stringify(reported), { timeout: 10_000 }).toContain(idOf('lead', 1));
  expect(slices[0]).toEqual({ texts: 0, attributes: 0 });
  expect(Math.max(...slices.map(({ attributes }) => attributes))).toBeLessThanOrEqual(500);
  expect(Math.max(...slices.map(({ texts }) => texts))).toBeLessThanOrEqual(5_000);
});
