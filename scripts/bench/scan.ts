import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { build, type Rolldown } from 'vite';
import { chromiumFlags } from '../../tests/harness/chromium-flags.ts';
import { requireChromium } from '../../tests/harness/chromium-path.ts';
import { root } from '../../tests/harness/root.ts';
import type { ScanFigures } from './scan-in-page.ts';

const site = 'http://bench.example/';

/** Measures the scans on a page of each size, in a content script of a separate extension. */
export async function measureScans(sizes: readonly number[], turns: number): Promise<ScanFigures[]> {
  const extension = await makeExtension();
  const browser = await puppeteer.launch({
    executablePath: requireChromium(),
    pipe: true,
    args: chromiumFlags,
    enableExtensions: [extension],
    protocolTimeout: 600_000,
  });
  try {
    const figures: ScanFigures[] = [];
    for (const size of sizes) figures.push(await measureOn(browser, size, turns));
    return figures;
  } finally {
    await browser.close();
    rmSync(extension, { recursive: true });
  }
}

async function measureOn(browser: Browser, size: number, turns: number): Promise<ScanFigures> {
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    void request.respond({ contentType: 'text/html', body: '<!doctype html><title>Bench</title>' });
  });
  const session = await page.createCDPSession();
  const contexts: { id: number; origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context));
  await session.send('Runtime.enable');
  await page.goto(site);
  const contextId = contexts.findLast(({ origin }) => origin.startsWith('chrome-extension:'))?.id;
  if (contextId === undefined) throw new Error('The benchmark content script does not run.');
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    ...{ contextId, awaitPromise: true, returnByValue: true },
    expression: `measureScan(${size}, ${turns})`,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
  await page.close();
  return result.value as ScanFigures;
}

async function makeExtension(): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: `${root}/scripts/bench/scan-in-page.ts`, formats: ['iife'], name: 'bench' },
    },
  });
  const [{ output }] = [built].flat() as [Rolldown.RolldownOutput];
  const folder = mkdtempSync(join(tmpdir(), 'quick-edit-bench-'));
  writeFileSync(join(folder, 'scan.js'), output[0].code);
  const manifest = {
    ...{ manifest_version: 3, name: 'Bench', version: '1' },
    content_scripts: [{ matches: [`${site}*`], js: ['scan.js'] }],
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}
