import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { build, type Rolldown } from 'vite';
import { byRole } from '../tests/harness/accessible.ts';
import { buildFolder, root } from '../tests/harness/root.ts';
import { connect, leadPage, puts, type Story, startStory } from '../tests/harness/story.ts';
import { waitFor } from '../tests/harness/wait-for.ts';
import { ids, keys } from '../tests/sandbox/seed.ts';

const turns = 25;
const keystrokes = 'Brno - 0'.repeat(12);
const listLength = 500;
/** Any active status but the one that the deal is in. */
const otherStatus = '[role=radiogroup][aria-label=Status] [role=radio][aria-checked=false]';

export type EditorFigures = {
  /**
   * Milliseconds from the start of the document to an editor that takes clicks, the median of many openings: of a deal
   * that this tab has shown before in this browser session, and of one that it has not.
   */
  rememberedMs: number;
  firstMs: number;
  /** The same for a popup in which Preact shows one button and nothing else. */
  emptyMs: number;
  /** Milliseconds that a key takes in a list of 500 entries, with layout; 95 of 100 keys take less. */
  keyMs: number;
};

/** Measures the built editor against the sandbox, beside an empty popup in the same browser. */
export async function measureEditor(): Promise<EditorFigures> {
  const extension = await addEmptyPopup();
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
    const first: number[] = [];
    const remembered: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      empty.push(await timeToUse(page, story, 'empty.html', 'button'));
      await page.evaluate((name) => chrome.storage.session.remove(name), `deal:${tabId}`);
      first.push(await timeToUse(page, story, popup, otherStatus));
      await proveUse(page, story);
      remembered.push(await timeToUse(page, story, popup, otherStatus));
      await proveUse(page, story);
    }
    return {
      ...{ rememberedMs: quantile(remembered, 0.5), firstMs: quantile(first, 0.5) },
      ...{ emptyMs: quantile(empty, 0.5), keyMs: await timeOfKey(page) },
    };
  } finally {
    await story.stop();
    rmSync(extension, { recursive: true });
  }
}

/** A copy of the build with a page more. */
async function addEmptyPopup(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'quick-edit-bench-'));
  cpSync(buildFolder, folder, { recursive: true });
  const built = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: { write: false, lib: { entry: `${root}/scripts/bench-empty.ts`, formats: ['es'] } },
  });
  const [{ output }] = [built].flat() as [Rolldown.RolldownOutput];
  writeFileSync(join(folder, 'empty.js'), output[0].code);
  writeFileSync(
    join(folder, 'empty.html'),
    '<!doctype html><script type="module" src="/empty.js"></script><main id="app"></main>',
  );
  return folder;
}

/**
 * Milliseconds from the start of a document until the first frame in which `selector` finds something; in that very frame
 * it is clicked.
 */
async function timeToUse(page: Page, story: Story, path: string, selector: string): Promise<number> {
  await page.goto('about:blank');
  const watching = await page.evaluateOnNewDocument((wanted) => {
    const drawn = new Promise<number>((resolve) => {
      const look = () => {
        const found = document.querySelector<HTMLElement>(wanted);
        if (!found) return void requestAnimationFrame(look);
        resolve(performance.now());
        found.dataset.clicked = found.textContent ?? '';
        found.click();
      };
      requestAnimationFrame(look);
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
  await waitFor('the deal to be remembered as it was saved', () =>
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

async function timeOfKey(page: Page): Promise<number> {
  await (await byRole(page, 'button', 'All fields')).click();
  const box = await byRole(page, 'combobox', 'Region');
  await box.click();
  const times = await box.evaluate(async (element, typed) => {
    const input = element as HTMLInputElement;
    const each: number[] = [];
    for (const [index] of [...typed].entries()) {
      const start = performance.now();
      input.value = typed.slice(0, (index % 8) + 1);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      // A task later everything that a key sets off has been rendered; reading a size makes it laid out, too.
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
      if (!document.querySelector<HTMLElement>('[role=listbox]')?.offsetHeight) throw new Error('No list.');
      each.push(performance.now() - start);
    }
    return each;
  }, keystrokes);
  return quantile(times, 0.95);
}

function quantile(figures: readonly number[], part: number): number {
  const sorted = figures.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
