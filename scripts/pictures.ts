import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { run } from './run.ts';
import { takeStorePictures } from './store-pictures.ts';
import { takeTour } from './tour.ts';

// Takes the screenshots for the README, from a tour of the production build, and those for the Chrome Web Store.
const folder = join(root, 'docs/images');
const shown = readFileSync(join(root, 'README.md'), 'utf8').matchAll(/docs\/images\/([\w-]+)\.png/g);
const names = Array.from(shown, ([, name = '']) => name);

if ((await run('wxt', ['build'])) !== 0) process.exit(1);
rmSync(folder, { recursive: true, force: true });
await takeTour(folder, (line) => console.log(line), names);
await takeStorePictures(folder);
