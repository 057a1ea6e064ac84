import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Logger } from 'wxt';
import { buildFolder, root } from '../../tests/harness/root.ts';
import { connect, leadPage, type Story, startStory } from '../../tests/harness/story.ts';
import { keys } from '../../tests/sandbox/seed.ts';

const turns = 25;

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

export type ContentScriptFigures = Record<ScriptName, Evaluation>;

/** The fields used from an entry of the browser's trace. Durations are in microseconds. */
type TraceEvent = { name: string; dur?: number; tdur?: number; args: { data?: { url?: string } } };

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
    return Object.fromEntries(figures) as ContentScriptFigures;
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

function evaluationOf(file: string, events: TraceEvent[]): Evaluation {
  const runs = events.filter(({ name, args }) => name === 'EvaluateScript' && args.data?.url?.endsWith(file));
  if (runs.length !== turns) throw new Error(`${file} ran ${runs.length} times, not ${turns}.`);
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
