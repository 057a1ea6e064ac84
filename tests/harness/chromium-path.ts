import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

// Google Chrome is not listed, because it ignores --load-extension since version 137.
const commands = ['chromium', 'chromium-browser'];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Returns the path of the Chromium to test with: CHROMIUM_PATH, an installed one, or Playwright's; undefined if there is none. */
export function findChromium(): string | undefined {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, which cannot be run.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const installed = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  const downloaded = chromium.executablePath();
  return installed.find(isExecutable) ?? (existsSync(downloaded) ? downloaded : undefined);
}

/** Like findChromium, but throws an error with instructions. */
export function requireChromium(): string {
  const path = findChromium();
  if (!path) throw new Error('No Chromium found: run `node scripts/setup.mjs`, or set CHROMIUM_PATH.');
  return path;
}
