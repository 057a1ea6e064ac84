import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Target } from 'puppeteer-core';
import { build, type Rolldown } from 'vite';
import { byRole } from '../../tests/harness/accessible.ts';
import type { Control } from '../../tests/harness/control.ts';
import { buildFolder, root } from '../../tests/harness/root.ts';
import { connect, leadPage, puts, type Story, startStory } from '../../tests/harness/story.ts';
import { waitFor } from '../../tests/harness/wait-for.ts';
import { ids, keys } from '../../tests/sandbox/seed.ts';

const turns = 25;
const keystrokes = 96;
const line = 'prop 60% 12k fri @zoran adeyemi next step: call Lena';
const listLength = 500;
const dealAddress = `https://api.close.com/api/v1/opportunity/${ids.sampleDeal}/`;
/** The popup that shows one button once Close has answered one request. */
export const requestingPopup = `requesting.html?request=${encodeURIComponent(dealAddress)}`;
/** Matches any active status except the deal's current one. */
export const otherStatus = '[role=radiogroup][aria-label=Status] [role=radio][aria-checked=false]';

export type EditorFigures = {
  /**
   * Median time in milliseconds from the start of the document to an editor that takes clicks, for a deal that this tab
   * has shown before in this browser session.
   */
  rememberedMs: number;
  /** The same for a popup in which Preact shows only one button. */
  emptyMs: number;
  /** 95th percentiles in milliseconds of a keystroke, including layout: in a list of 500 entries, and in the typed line. */
  listKeyMs: number;
  lineKeyMs: number;
  /** Bytes in use after a garbage collection: of the popup with a deal, of the worker, and of the empty popup. */
  memory: { popup: number; worker: number; empty: number };
};

/** Measures the built editor against the sandbox, and an empty popup in the same browser for comparison. */
export async function measureEditor(): Promise<EditorFigures> {
  const extension = await addOtherPopups();
  const story = await startStory({ extension });
  try {
    const region = story.sandbox.world.customFields.get(ids.fields.region);
    if (!region) throw new Error('The sandbox has no long list.');
    region.choices = Array.from({ length: listLength }, (_none, index) => `Brno - ${index}`);
    await connect(story, keys.ana);
    const tabId = await story.tabId(await story.newPage(leadPage()));
    const page = await story.openExtensionPage('empty.html');
    const popup = `popup.html?tabId=${tabId}`;
    const empty: number[] = [];
    const remembered: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      empty.push(await timeToUse(page, story, 'empty.html', 'button'));
      remembered.push(await timeToUse(page, story, popup, otherStatus));
      await proveUse(page, story);
    }
    const popupMemory = await memoryOf(page.target());
    const lineKeyMs = await timeOfLineKey(page);
    const listKeyMs = await timeOfListKey(page);
    await timeToUse(page, story, 'empty.html', 'button');
    return {
      ...{ rememberedMs: quantile(remembered, 0.5), emptyMs: quantile(empty, 0.5) },
      ...{ lineKeyMs, listKeyMs },
      memory: {
        popup: popupMemory,
        worker: await memoryOf(
          await story.browser.waitForTarget((target) => target.type() === 'service_worker'),
        ),
        empty: await memoryOf(page.target()),
      },
    };
  } finally {
    await story.stop();
    rmSync(extension, { recursive: true });
  }
}

/** Copies the build and adds the two popups that it is compared with. */
export async function addOtherPopups(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'quick-edit-bench-'));
  cpSync(buildFolder, folder, { recursive: true });
  for (const name of ['empty', 'requesting']) {
    const built = await build({
      configFile: false,
      root,
      logLevel: 'silent',
      build: { write: false, lib: { entry: `${root}/scripts/bench/${name}-popup.ts`, formats: ['es'] } },
    });
    const [{ output }] = [built].flat() as [Rolldown.RolldownOutput];
    writeFileSync(join(folder, `${name}.js`), output[0].code);
    const page = `<!doctype html><script type="module" src="/${name}.js"></script><main id="app"></main>`;
    writeFileSync(join(folder, `${name}.html`), page);
  }
  return folder;
}

/**
 * Returns the milliseconds from the start of a document to the first frame in which `selector` matches an element, and
 * clicks it in that frame.
 */
export async function timeToUse(page: Page, story: Story, path: string, selector: string): Promise<number> {
  await page.goto('about:blank');
  const watching = await page.evaluateOnNewDocument((awaitedSelector) => {
    const drawn = new Promise<number>((resolve) => {
      const check = () => {
        const found = document.querySelector<HTMLElement>(awaitedSelector);
        if (!found) return void requestAnimationFrame(check);
        resolve(performance.now());
        found.dataset.clicked = found.textContent ?? '';
        found.click();
      };
      requestAnimationFrame(check);
    });
    Object.assign(globalThis, { drawn });
  }, selector);
  await page.goto(`chrome-extension://${story.extensionId}/${path}`);
  const milliseconds = await page.evaluate('drawn');
  await page.removeScriptToEvaluateOnNewDocument(watching.identifier);
  return Number(milliseconds);
}

/** Checks that the click in the first frame saved the deal once and shows the new status. */
async function proveUse(page: Page, story: Story): Promise<void> {
  await page.waitForSelector('[data-clicked][aria-checked="true"]');
  await waitFor('the saved deal to be remembered', () =>
    page.evaluate(async () => {
      const clicked = document.querySelector<HTMLElement>('[data-clicked]');
      const stored = JSON.stringify(await chrome.storage.session.get(null));
      return (
        clicked !== null &&
        document.querySelector('[aria-keyshortcuts=U]') !== null &&
        stored.includes('"deal:')
      );
    }),
  );
  const sent = puts(story);
  story.sandbox.requests.length = 0;
  if (sent.length !== 1 || !sent[0]?.path.includes(ids.sampleDeal))
    throw new Error(`One click made ${sent.length} saves.`);
}

async function timeOfListKey(page: Page): Promise<number> {
  await (await byRole(page, 'button', 'All fields')).click();
  const box = await byRole(page, 'combobox', 'Region');
  await box.click();
  const typed = Array.from({ length: keystrokes }, (_none, index) => 'Brno - 0'.slice(0, (index % 8) + 1));
  return timeOfKey(box, typed, '[role=listbox]');
}

async function timeOfLineKey(page: Page): Promise<number> {
  const box = await byRole(page, 'textbox', 'Type a change');
  await box.click();
  // Loads the reader and the people.
  await box.type('@x');
  await page.waitForSelector('[role=alert]');
  const typed = Array.from({ length: keystrokes }, (_none, index) =>
    line.slice(0, (index % line.length) + 1),
  );
  return timeOfKey(box, typed, '.line-chips');
}

/** Returns the 95th percentile of the milliseconds that a text box takes for a key, until `shown` is laid out. */
async function timeOfKey(box: Control, typed: readonly string[], shown: string): Promise<number> {
  const times = await box.evaluate(
    async (element, texts, selector) => {
      const input = element as HTMLInputElement;
      const each: number[] = [];
      for (const text of texts) {
        const start = performance.now();
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        // One task later the change is rendered, and reading a size forces its layout.
        await new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
        if (!document.querySelector<HTMLElement>(selector)?.offsetHeight) throw new Error(`No ${selector}.`);
        each.push(performance.now() - start);
      }
      return each;
    },
    typed,
    shown,
  );
  return quantile(times, 0.95);
}

/** Returns the figure below which this part of them lies, such as 0.5 for the median. */
export function quantile(figures: readonly number[], part: number): number {
  const sorted = figures.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Bytes in use after a garbage collection: by scripts, and by the browser for the document's nodes and their styles. */
export type Heap = { scripts: number; document: number };

/** Returns how much memory a page or the worker uses. */
export async function heapOf(target: Target): Promise<Heap> {
  const session = await target.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return { scripts: usedSize, document: embedderHeapUsedSize };
}

async function memoryOf(target: Target): Promise<number> {
  return (await heapOf(target)).scripts;
}
