import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Logger } from 'wxt';
import { buildFolder, root } from '../../tests/harness/root.ts';
import { connect, leadPage, type Story, startStory } from '../../tests/harness/story.ts';
import { keys } from '../../tests/sandbox/seed.ts';

const turns = 25;
const pageTurns = 5;

const scripts = [
  { name: 'ours', file: 'content-scripts/close.js' },
  { name: 'wrapper', file: 'content-scripts/empty.js' },
  { name: 'nothing', file: 'content-scripts/nothing.js' },
] as const;

type ScriptName = (typeof scripts)[number]['name'];

// Hides WXT's build output, because it is not part of the figures.
const quietLogger: Logger = {
  debug() {},
  log() {},
  info() {},
  warn() {},
  success() {},
  error: console.error,
  fatal: console.error,
  level: 0,
};

/** Median time in milliseconds from compiling a content script to the end of its first task. */
type Evaluation = {
  wallMs: number;
  /** CPU time of its thread; the rest is waiting for the browser or the processor. */
  workMs: number;
};

/** What the script does on a page whose address names the lead, and whose table holds ids. Medians in milliseconds. */
type OnPage = {
  nodes: number;
  /** CPU time of the tasks in which our script runs, without those in the page's idle time; and of an empty one's. */
  oursMs: number;
  wrapperMs: number;
  /** The longest of our tasks, idle ones included. */
  maxTaskMs: number;
};

export type ContentScriptFigures = Record<ScriptName, Evaluation> & { pages: OnPage[] };

/** The fields used from an entry of the browser's trace. Durations are in microseconds. */
type TraceEvent = {
  name: string;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args: { data?: { url?: string } };
};

/**
 * Measures our content script on Close's pages with the browser's trace, and for comparison one with only WXT's wrapper
 * and the polyfill, and an empty file. They take turns in tabs of the same browser.
 */
export async function measureContentScript(): Promise<ContentScriptFigures> {
  const extension = await addEmptyScripts();
  const story = await startStory({ extension });
  try {
    await connect(story, keys.ana);
    const { tracing } = await story.newPage('about:blank');
    await tracing.start({ categories: ['-*', 'devtools.timeline'] });
    for (let turn = 0; turn < turns; turn += 1) for (const { name } of scripts) await visit(story, name);
    const { traceEvents } = JSON.parse(Buffer.from((await tracing.stop()) ?? []).toString()) as {
      traceEvents: TraceEvent[];
    };
    const figures = scripts.map(({ name, file }) => [name, evaluationOf(file, traceEvents)]);
    const evaluations = Object.fromEntries(figures) as Record<ScriptName, Evaluation>;
    const pages: OnPage[] = [];
    for (const nodes of [10_000, 100_000]) pages.push(await measureOnPage(story, nodes));
    return { ...evaluations, pages };
  } finally {
    await story.stop();
    rmSync(extension, { recursive: true });
  }
}

/** Opens a new tab each time, because a process caches a compiled script. */
async function visit(story: Story, name: ScriptName): Promise<void> {
  const page = await story.newPage(`${leadPage()}?script=${name}`);
  await page.waitForSelector('html[data-scripts-ran]');
  await page.close();
}

async function measureOnPage(story: Story, nodes: number): Promise<OnPage> {
  const ours = await tasksOnPage(story, nodes, 'ours');
  const wrapper = await tasksOnPage(story, nodes, 'wrapper');
  return {
    nodes,
    oursMs: median(ours.map(({ busyMs }) => busyMs)),
    wrapperMs: median(wrapper.map(({ busyMs }) => busyMs)),
    maxTaskMs: median(ours.map(({ maxTaskMs }) => maxTaskMs)),
  };
}

/** Loads a large page several times and returns the tasks in which a script ran, until the page has been idle for a while. */
async function tasksOnPage(story: Story, nodes: number, name: 'ours' | 'wrapper') {
  const file = scripts.find((each) => each.name === name)?.file ?? '';
  const results: { busyMs: number; maxTaskMs: number }[] = [];
  for (let turn = 0; turn < pageTurns; turn += 1) {
    const page = await story.browser.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (!request.isNavigationRequest()) return void request.abort();
      void request.respond({ contentType: 'text/html', body: tableOf(nodes) });
    });
    await page.tracing.start({
      categories: ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
    });
    await page.goto(`${leadPage()}?script=${name}`);
    await page.waitForSelector('html[data-scripts-ran]');
    // Long enough for the answer of the background, the button and the links.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const written = Buffer.from((await page.tracing.stop()) ?? []).toString();
    results.push(workIn((JSON.parse(written) as { traceEvents: TraceEvent[] }).traceEvents, file));
    await page.close();
  }
  return results;
}

function workIn(events: TraceEvent[], file: string): { busyMs: number; maxTaskMs: number } {
  const runs = events.filter(({ args }) => args.data?.url?.endsWith(file));
  const idle = events.filter(
    ({ name, tid }) => name === 'FireIdleCallback' && runs.some((run) => run.tid === tid),
  );
  const contains = (task: TraceEvent, { tid, ts }: TraceEvent) =>
    task.tid === tid && task.ts <= ts && ts < task.ts + (task.dur ?? 0);
  const tasks = events.filter(({ name }) => name === 'RunTask');
  const idleTasks = tasks.filter((task) => idle.some((each) => contains(task, each)));
  const busy = tasks.filter((task) => !idleTasks.includes(task) && runs.some((run) => contains(task, run)));
  const msOf = ({ tdur = 0 }: TraceEvent) => tdur / 1000;
  return {
    busyMs: busy.reduce((sum, task) => sum + msOf(task), 0),
    maxTaskMs: Math.max(0, ...[...busy, ...idleTasks].map(msOf)),
  };
}

/** Returns a page of about this many nodes: a table with an id beside a word in each row. */
function tableOf(nodes: number): string {
  const row = (index: number) =>
    `<tr><td>Acme</td><td>oppo_${String(index).padStart(43, '0')}</td><td><a href="/x/${index}">Won</a></td></tr>`;
  const rows = Array.from({ length: nodes / 8 }, (_none, index) => row(index));
  return `<!doctype html><title>Bench</title><table>${rows.join('')}</table>`;
}

function evaluationOf(file: string, events: TraceEvent[]): Evaluation {
  const runs = events.filter(({ name, args }) => name === 'EvaluateScript' && args.data?.url?.endsWith(file));
  // On a busy machine a tab may be closed before the script has run in it.
  if (runs.length < turns / 2) throw new Error(`${file} ran ${runs.length} times, not ${turns}.`);
  return {
    wallMs: median(runs.map(({ dur = Number.NaN }) => dur / 1000)),
    workMs: median(runs.map(({ tdur = Number.NaN }) => tdur / 1000)),
  };
}

function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

/** Copies the build and adds the other scripts. Each of the three runs on its own address only. */
async function addEmptyScripts(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'quick-edit-bench-'));
  const workshop = mkdtempSync(join(tmpdir(), 'quick-edit-bench-'));
  cpSync(buildFolder, folder, { recursive: true });
  await build({
    root: workshop,
    configFile: false,
    entrypointsDir: `${root}/scripts/bench/entrypoints`,
    imports: false,
    modules: ['@wxt-dev/webextension-polyfill'],
    vite: () => ({ logLevel: 'silent' }),
    manifest: { name: 'Empty' },
    logger: quietLogger,
  });
  cpSync(join(workshop, '.output/chrome-mv3/content-scripts'), join(folder, 'content-scripts'), {
    recursive: true,
  });
  rmSync(workshop, { recursive: true });
  writeFileSync(join(folder, 'content-scripts/nothing.js'), '');
  writeFileSync(join(folder, 'ran.js'), "document.documentElement.dataset.scriptsRan = '';");
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  manifest.content_scripts = scripts.map(({ name, file }) => ({
    matches: [`https://app.close.com/*?script=${name}`],
    js: [file, 'ran.js'],
  }));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}
