import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { chromiumFlags } from '../tests/harness/chromium-flags.ts';
import { requireChromium } from '../tests/harness/chromium-path.ts';
import { root } from '../tests/harness/root.ts';

// Renders the extension's icons from scripts/icon.svg, each at its own size so that small ones stay sharp.
const sizes = [16, 32, 48, 128];
/** The store wants 96 px of artwork in 128 px; the drawing alone fills 120. */
const padded = 128;
const drawing = readFileSync(join(root, 'scripts/icon.svg'), 'utf8');
const folder = join(root, 'public/icon');

mkdirSync(folder, { recursive: true });
const browser = await puppeteer.launch({ executablePath: requireChromium(), args: chromiumFlags });
const page = await browser.newPage();
for (const size of sizes) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${size === padded ? drawing.replace('0 0 128 128', '-16 -16 160 160') : drawing}`,
  );
  writeFileSync(join(folder, `${size}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
