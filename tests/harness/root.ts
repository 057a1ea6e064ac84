import { resolve } from 'node:path';

/** Absolute path of the repository. */
export const root = resolve(import.meta.dirname, '../..');

/** Where WXT puts the production build. */
export const buildFolder = `${root}/.output/chrome-mv3`;
