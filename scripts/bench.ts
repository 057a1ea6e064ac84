import puppeteer from 'puppeteer-core';
import { build, type Rolldown } from 'vite';
import { measureEditor } from './bench-editor.ts';
import { chromiumFlags } from './chromium-flags.ts';
import { requireChromium } from './chromium-path.ts';
import { root } from './root.ts';

// Ratios within one run, because absolute times belong to a machine: each scan beside what it cannot do without, one
// attribute selector and one reading of the text. The best of several turns counts, for noise only ever adds.
const sizes = [10_000, 100_000, 1_000_000];

type Figures = {
  baselineMs: number;
  quickMs: number;
  thoroughMs: number;
  longestSliceMs: number;
  recall: number;
};

/** Runs in the page: makes it, plants ids at even distances, and measures. */
async function measure(nodes: number): Promise<Figures> {
  const { scanPage, scanThoroughly } = globalThis as unknown as {
    scanPage: (page: Document) => unknown[];
    scanThoroughly: (page: Document, shadowRootOf: () => null) => Promise<unknown[]>;
  };
  const planted = 40;
  const plantedIds = new Set<string>();
  const rows = nodes / 4;
  const main = document.body.appendChild(document.createElement('main'));
  for (let row = 0; row < rows; row += 1) {
    const link = document.createElement('a');
    link.href = `/x/${row}`;
    link.title = `row ${row}`;
    link.append(document.createElement('b'), `word number ${row} `);
    const holder = document.createElement('div');
    holder.dataset.row = String(row);
    holder.append(link);
    if (row % Math.floor(rows / planted) === 0) {
      const id = `oppo_${String(row).padStart(43, '0')}`;
      plantedIds.add(id);
      if (plantedIds.size % 2 === 0) holder.append(` ${id} `);
      else holder.dataset.reference = id;
    }
    main.append(holder);
  }
  const best = async (turns: number, work: () => unknown): Promise<number> => {
    let least = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < turns; turn += 1) {
      const start = performance.now();
      await work();
      least = Math.min(least, performance.now() - start);
    }
    return least;
  };
  const idPattern = /(?:oppo|lead)_[0-9A-Za-z]{43}/g;
  const baselineMs = await best(5, () => [
    document.querySelectorAll('[href*="oppo_"],[href*="lead_"]').length,
    document.body.textContent.match(idPattern),
  ]);
  const quickMs = await best(5, () => scanPage(document));
  let longestSliceMs = 0;
  let isOver = false;
  let last = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    longestSliceMs = Math.max(longestSliceMs, performance.now() - last);
    last = performance.now();
    if (!isOver) port2.postMessage(null);
  };
  let found = 0;
  last = performance.now();
  port2.postMessage(null);
  const thoroughMs = await best(1, async () => {
    found = (await scanThoroughly(document, () => null)).length;
  });
  isOver = true;
  return { baselineMs, quickMs, thoroughMs, longestSliceMs, recall: found / plantedIds.size };
}

const built = await build({
  configFile: false,
  root,
  logLevel: 'silent',
  build: {
    write: false,
    lib: { entry: `${root}/scripts/bench-page.ts`, formats: ['iife'], name: 'bench' },
  },
});
const [{ output }] = [built].flat() as [Rolldown.RolldownOutput];
const browser = await puppeteer.launch({
  executablePath: requireChromium(),
  pipe: true,
  args: chromiumFlags,
  protocolTimeout: 600_000,
});
for (const size of sizes) {
  const page = await browser.newPage();
  await page.evaluate(output[0].code);
  const figures = await page.evaluate(measure, size);
  const times = (ms: number) => `${ms.toFixed(1)} ms (${(ms / figures.baselineMs).toFixed(2)} x)`;
  console.log(
    [
      `${size} nodes: baseline ${figures.baselineMs.toFixed(1)} ms`,
      `quick scan ${times(figures.quickMs)}`,
      `thorough scan ${times(figures.thoroughMs)}`,
      `longest slice ${figures.longestSliceMs.toFixed(1)} ms`,
      `recall ${Math.round(figures.recall * 100)} %`,
    ].join(', '),
  );
  await page.close();
}
await browser.close();

// From here on the built editor, beside an empty popup of the same browser.
const bounds = { ratio: 1.5, keyMs: 16 };
const { editorMs, emptyMs, keyMs } = await measureEditor();
const ratio = editorMs / emptyMs;
const verdict = (isGood: boolean) => (isGood ? 'ok' : 'OVER');
console.log(
  [
    `editor usable after ${editorMs.toFixed(1)} ms, an empty popup after ${emptyMs.toFixed(1)} ms:`,
    `${ratio.toFixed(2)} x, ${verdict(ratio <= bounds.ratio)} (at most ${bounds.ratio})`,
  ].join(' '),
);
console.log(
  `a key in a list of 500: 95 of 100 within ${keyMs.toFixed(1)} ms, ${verdict(keyMs < bounds.keyMs)} (under ${bounds.keyMs})`,
);
process.exitCode = ratio <= bounds.ratio && keyMs < bounds.keyMs ? 0 : 1;
