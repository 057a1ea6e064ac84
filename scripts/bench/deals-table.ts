import type { Page } from 'puppeteer-core';
import { byRole } from '../../tests/harness/accessible.ts';
import {
  connectFully,
  emptyOutbox,
  puts,
  type Story,
  startStory,
  storedDeal,
} from '../../tests/harness/story.ts';
import { waitFor } from '../../tests/harness/wait-for.ts';
import { makeId } from '../../tests/sandbox/seed/make-id.ts';
import { ids, keys } from '../../tests/sandbox/seed.ts';
import { type Heap, heapOf, quantile } from './editor.ts';
import { definePlainTable, makePresses, type PlainTable, type Press, presses } from './table-in-page.ts';

const count = 500;
const turns = 48;
const openings = 5;
const columns = 9;

/** What a frame does, with the names of its parts in the browser's trace. */
const partNames = {
  style: ['UpdateLayoutTree'],
  layout: ['Layout'],
  paint: ['PrePaint', 'Paint', 'Layerize', 'Commit'],
} as const;
type Part = 'script' | keyof typeof partNames;

/**
 * Milliseconds of each press until its frame and the next one are painted: `workMs` is CPU time, `wallMs` includes waiting
 * for a processor; `parts` are the medians of the work.
 */
type PressTimes = Record<Press, { workMs: number[]; wallMs: number[]; parts: Record<Part, number> }>;

/** The fields used from an entry of the browser's trace. Times are in microseconds. */
type TraceEvent = { name: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number };

export type TableFigures = {
  ours: PressTimes;
  plain: PressTimes;
  /** Median milliseconds from a request for the first 200 deals to the end of the frame with their rows. */
  firstRowsMs: { ours: number; plain: number };
  /** Bytes in use after these presses and a garbage collection. */
  memory: { table: Heap; plain: Heap };
};

/** Measures the built table of 500 open deals, and a plain table with as many rows and columns in the same browser. */
export async function measureTable(): Promise<TableFigures> {
  const story = await startStory();
  try {
    seedOpenDeals(story);
    await connectFully(story, keys.ana);
    // Pages of the extension share one heap.
    await (await story.waitForExtensionPage('options.html')).close();
    // A document of the extension's origin without any script.
    const plain = await story.openExtensionPage('manifest.json');
    const page = await story.openExtensionPage('deals.html');
    const firstRows = { ours: [] as number[], plain: [] as number[] };
    for (let turn = 0; turn < openings; turn += 1) {
      const opened = await timeToRows(story, () => openTable(page, story));
      firstRows.ours.push(opened.milliseconds);
      firstRows.plain.push((await timeToRows(story, () => openPlainTable(plain, opened.query))).milliseconds);
    }
    await plain.reload();
    await page.bringToFront();
    await showAll(page);
    const ours = await timePresses(page);
    await emptyOutbox(story);
    if (puts(story).length !== turns) throw new Error(`${turns} cells made ${puts(story).length} saves.`);
    const table = await heapOf(page.target());
    await page.close();
    await plain.bringToFront();
    await plain.evaluate(definePlainTable);
    await plain.evaluate(
      (texts) => (globalThis as unknown as PlainTable).drawPlainTable(texts),
      Array.from({ length: count }, (_none, row) =>
        Array.from({ length: columns }, (_each, column) => `${(row * 7919) % count} of column ${column}`),
      ),
    );
    const times = await timePresses(plain);
    return {
      ...{ ours, plain: times },
      firstRowsMs: { ours: quantile(firstRows.ours, 0.5), plain: quantile(firstRows.plain, 0.5) },
      memory: { table, plain: await heapOf(plain.target()) },
    };
  } finally {
    await story.stop();
  }
}

/** Leaves Ana with 500 open deals of different values and dates, of which about half need attention. */
function seedOpenDeals(story: Story): void {
  const { opportunities, leads } = story.sandbox.world;
  const sample = storedDeal(story);
  const leadIds = [...leads.values()]
    .filter(({ organizationId }) => organizationId === sample.organizationId)
    .map(({ id }) => id);
  for (const deal of opportunities.values()) if (deal.userId === ids.users.ana) deal.userId = ids.users.sam;
  for (let place = 0; place < count; place += 1) {
    const id = makeId('oppo', `open-${place}`);
    const dateWon = `${place % 2 ? 2020 : 2199}-01-${String((place % 28) + 1).padStart(2, '0')}`;
    const value = ((place * 7919) % count) * 1_000 + 100;
    const leadId = leadIds[place % leadIds.length] ?? sample.leadId;
    opportunities.set(id, { ...structuredClone(sample), id, leadId, userId: ids.users.ana, value, dateWon });
  }
}

/** Returns the milliseconds from the request for a list of deals, as it reaches Close, to the time that `open` returns. */
async function timeToRows(story: Story, open: () => Promise<number>) {
  story.sandbox.requests.length = 0;
  const drawnAt = await open();
  const [list, another] = story.sandbox.requests.filter(({ path }) => path === '/api/v1/opportunity/');
  if (!list || another) throw new Error('The first rows did not take one request.');
  return { milliseconds: drawnAt - list.at, query: list.query };
}

/** Opens the table of open deals; returns the end of the first frame with rows, in milliseconds since 1970. */
async function openTable(page: Page, story: Story): Promise<number> {
  await page.bringToFront();
  await page.goto('about:blank');
  const watching = await page.evaluateOnNewDocument(() => {
    const drawnAt = new Promise<number>((resolve) => {
      const check = () => {
        if (!document.querySelector('tbody tr')) return void requestAnimationFrame(check);
        // A message sent in a frame is received after its painting.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(Date.now());
        port2.postMessage(null);
      };
      requestAnimationFrame(check);
    });
    Object.assign(globalThis, { drawnAt });
  });
  await page.goto(`chrome-extension://${story.extensionId}/deals.html#open`);
  const drawnAt = Number(await page.evaluate('drawnAt'));
  await page.removeScriptToEvaluateOnNewDocument(watching.identifier);
  return drawnAt;
}

/** Requests the same deals with nothing but `fetch`, and draws them as a plain table. */
async function openPlainTable(plain: Page, query: Record<string, string>): Promise<number> {
  await plain.bringToFront();
  await plain.reload();
  await plain.evaluate(definePlainTable);
  return plain.evaluate(
    async (address, key, length) => {
      const headers = { authorization: `Basic ${btoa(`${key}:`)}` };
      const { data } = await (await fetch(address, { headers, cache: 'no-store' })).json();
      (globalThis as unknown as PlainTable).drawPlainTable(
        data.map((deal: object) => Object.values(deal).slice(0, length).map(String)),
      );
      await new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
      });
      return Date.now();
    },
    `https://api.close.com/api/v1/opportunity/?${new URLSearchParams(query)}`,
    keys.ana,
    columns,
  );
}

/** Shows the other pages of the list. */
async function showAll(page: Page): Promise<void> {
  const rowCount = () => page.$eval('[role=grid]', (grid) => Number(grid.getAttribute('aria-rowcount')) - 1);
  for (let shown = await rowCount(); shown < count; shown = await rowCount()) {
    await (await byRole(page, 'button', 'Show more deals')).click();
    await waitFor('more rows', async () => (await rowCount()) > shown);
  }
}

/** Makes the presses, and reads from the browser's trace how long the frames of each one took. */
async function timePresses(page: Page): Promise<PressTimes> {
  await page.tracing.start({
    categories: ['-*', 'blink.user_timing', 'toplevel', 'devtools.timeline'],
  });
  await page.evaluate(makePresses, turns);
  const written = Buffer.from((await page.tracing.stop()) ?? []).toString();
  const { traceEvents } = JSON.parse(written) as { traceEvents: TraceEvent[] };
  const within = (event: TraceEvent, task: TraceEvent) =>
    task.pid === event.pid &&
    task.tid === event.tid &&
    task.ts <= event.ts &&
    event.ts < task.ts + (task.dur ?? 0);
  const tasks = traceEvents.filter(({ name }) => name === 'ThreadControllerImpl::RunTask');
  const marks = traceEvents
    .filter(({ name }) => name === 'after' || (presses as readonly string[]).includes(name))
    .sort((one, other) => one.ts - other.ts);
  const sumOf = (events: readonly TraceEvent[], key: 'dur' | 'tdur') =>
    events.reduce((sum, event) => sum + (event[key] ?? Number.NaN), 0) / 1000;
  const timesOf = (press: Press) => {
    const frames = marks.flatMap((mark, place) => {
      const after = marks[place + 1];
      if (mark.name !== press || !after) return [];
      return [[mark, after].flatMap((each) => tasks.find((task) => within(each, task)) ?? [])];
    });
    if (frames.length !== turns) throw new Error(`${press} has ${frames.length} frames, not ${turns}.`);
    const partsMs = (names: readonly string[]) =>
      frames.map((pair) => {
        const parts = traceEvents.filter(
          (event) => names.includes(event.name) && pair.some((task) => within(event, task)),
        );
        return sumOf(parts, 'tdur');
      });
    const workMs = frames.map((pair) => sumOf(pair, 'tdur'));
    const [style, layout, paint] = Object.values(partNames).map(partsMs) as [number[], number[], number[]];
    const script = workMs.map(
      (all, turn) => all - (style[turn] ?? 0) - (layout[turn] ?? 0) - (paint[turn] ?? 0),
    );
    const median = (times: readonly number[]) => quantile(times, 0.5);
    const parts = {
      script: median(script),
      style: median(style),
      layout: median(layout),
      paint: median(paint),
    };
    return { workMs, wallMs: frames.map((pair) => sumOf(pair, 'dur')), parts };
  };
  return Object.fromEntries(presses.map((press) => [press, timesOf(press)])) as PressTimes;
}
