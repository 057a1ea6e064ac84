import { scanPeople } from '../../lib/detection/scan-people.ts';
import { type Look, scanThoroughly } from '../../lib/detection/scan-thoroughly.ts';
import { ScanTookTooLong } from '../../lib/detection/yield-to-page.ts';
import type { Reference } from '../../lib/model/reference.ts';

// Runs in a page as a content script, because only content scripts can open closed shadow roots.

/** The minimum of several runs in milliseconds, because noise only adds time. */
export type ScanFigures = {
  /** One attribute selector and one read of the text, which every scan includes. */
  baseline: number;
  first: number;
  whole: number;
  /** Whether the whole pass took so long that it was given up, as in use. It then finds nothing. */
  isGivenUp: boolean;
  /** The search for mail addresses, on a page without any. */
  people: number;
  /** A page without any id, so that every element is read. */
  nothing: number;
  /** The longest delay of other work on the page during a scan. */
  maxSliceMs: number;
  /** By place: how many ids the page contains, and how many the first and the whole pass found. */
  recall: Record<string, { first: number; whole: number; planted: number }>;
};

declare const chrome: { dom: { openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null } };

const perPlace = 4;
const idPattern = /(?:oppo|lead)_[0-9A-Za-z]{43}/g;

type Plant = (holder: HTMLElement, id: string) => void;

function addTo(holder: HTMLElement, name: string, properties: Record<string, string>): void {
  holder.append(Object.assign(document.createElement(name), properties));
}

function addRoot(holder: HTMLElement, name: string, mode: ShadowRootMode, id: string): void {
  const host = holder.appendChild(document.createElement(name));
  host.append('shown by the root');
  host.attachShadow({ mode }).append(id, document.createElement('slot'));
}

const plants: Record<string, Plant> = {
  text: (holder, id) => holder.append(` ${id} `),
  link: (holder, id) => holder.querySelector('a')?.setAttribute('href', `/deal?id=${id}`),
  'common data attribute': (holder, id) => holder.setAttribute('data-reference', id),
  'unknown data attribute': (holder, id) => holder.setAttribute('data-crm-ref', id),
  title: (holder, id) => holder.setAttribute('title', `Deal ${id}`),
  'aria-label': (holder, id) => holder.setAttribute('aria-label', `Deal ${id}`),
  'form value': (holder, id) => addTo(holder, 'input', { value: id }),
  'inline JSON': (holder, id) =>
    addTo(holder, 'script', { type: 'application/json', textContent: JSON.stringify({ id }) }),
  'open shadow root': (holder, id) => addRoot(holder, 'div', 'open', id),
  'closed shadow root': (holder, id) => addRoot(holder, 'div', 'closed', id),
  'closed shadow root of a component': (holder, id) => addRoot(holder, 'x-card', 'closed', id),
};

function makePage(nodes: number): HTMLElement {
  document.body.appendChild(document.createElement('h1')).textContent = 'Rows';
  const main = document.body.appendChild(document.createElement('main'));
  for (let row = 0; row < nodes / 4; row += 1) {
    const link = document.createElement('a');
    link.href = `/x/${row}`;
    link.title = `row ${row}`;
    link.append(document.createElement('b'), `word number ${row} `);
    const holder = document.createElement('div');
    holder.dataset.row = String(row);
    holder.append(link);
    main.append(holder);
  }
  return main;
}

/** Plants the same number of ids in each kind of place, evenly distributed. Returns the place of each id. */
function plantIds(main: HTMLElement): Map<string, string> {
  const planted = new Map<string, string>();
  const rows = [...main.children] as HTMLElement[];
  const places = Object.entries(plants);
  const count = places.length * perPlace;
  for (let index = 0; index < count; index += 1) {
    const [place, plant] = places[index % places.length] as [string, Plant];
    const id = `oppo_${String(index).padStart(43, '0')}`;
    planted.set(id, place);
    plant(rows[Math.floor((index * rows.length) / count)] as HTMLElement, id);
  }
  return planted;
}

const look = (how: Look) => scanThoroughly(document, chrome.dom.openOrClosedShadowRoot, how);

let isGivenUp = false;
async function lookAtWhole(): Promise<Reference[]> {
  try {
    return await look('whole');
  } catch (error) {
    if (!(error instanceof ScanTookTooLong)) throw error;
    isGivenUp = true;
    return [];
  }
}

function readBaseline(): unknown {
  return [
    document.querySelectorAll('[href*="oppo_"],[href*="lead_"]').length,
    document.body.textContent.match(idPattern),
  ];
}

/** Returns the minimum time of each task in milliseconds. They take turns, so that noise affects all of them equally. */
async function measureMin<Name extends string>(
  tasks: Record<Name, () => unknown>,
  turns: number,
): Promise<Record<Name, number>> {
  const minimums: Record<string, number> = {};
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [name, task] of Object.entries<() => unknown>(tasks)) {
      // The clock has a resolution of 0.1 ms, so a short task is repeated for at least 5 ms.
      let times = 0;
      const start = performance.now();
      do {
        await task();
        times += 1;
      } while (performance.now() - start < 5);
      const each = (performance.now() - start) / times;
      minimums[name] = Math.min(minimums[name] ?? Number.POSITIVE_INFINITY, each);
    }
  }
  return minimums as Record<Name, number>;
}

async function measureMaxSlice(task: () => Promise<unknown>): Promise<number> {
  let maxSlice = 0;
  let isOver = false;
  let startedAt = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    maxSlice = Math.max(maxSlice, performance.now() - startedAt);
    startedAt = performance.now();
    if (!isOver) port2.postMessage(null);
  };
  port2.postMessage(null);
  await task();
  isOver = true;
  return Math.max(maxSlice, performance.now() - startedAt);
}

function recallOf(planted: ReadonlyMap<string, string>, first: Reference[], whole: Reference[]) {
  const recall: ScanFigures['recall'] = {};
  for (const [id, place] of planted) {
    recall[place] ??= { first: 0, whole: 0, planted: 0 };
    recall[place].planted += 1;
    if (first.some((reference) => reference.id === id)) recall[place].first += 1;
    if (whole.some((reference) => reference.id === id)) recall[place].whole += 1;
  }
  return recall;
}

/** Fills this page with this many nodes and measures both passes. */
async function measureScan(nodes: number, turns: number): Promise<ScanFigures> {
  const main = makePage(nodes);
  // Two frames, because otherwise the browser would lay out the new page during the scan.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const { nothing } = await measureMin({ nothing: () => look('first') }, turns);
  const planted = plantIds(main);
  const tasks = {
    baseline: readBaseline,
    people: () => scanPeople(document),
    first: () => look('first'),
    whole: lookAtWhole,
  };
  const times = await measureMin(tasks, turns);
  let maxSliceMs = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < turns; turn += 1)
    maxSliceMs = Math.min(maxSliceMs, await measureMaxSlice(tasks.whole));
  const recall = recallOf(planted, await look('first'), await lookAtWhole());
  return { ...times, nothing, maxSliceMs, recall, isGivenUp };
}

/** Like measureScan, but says in words why a busy machine gets no figures. */
async function measureScanOrExplain(nodes: number, turns: number): Promise<ScanFigures> {
  try {
    return await measureScan(nodes, turns);
  } catch (error) {
    if (!(error instanceof ScanTookTooLong)) throw error;
    throw new Error(`The first pass of ${nodes} nodes was given up, because this machine is too busy.`);
  }
}

Object.assign(globalThis, { measureScan: measureScanOrExplain });
