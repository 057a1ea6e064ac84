import { resolve } from 'node:path';

/** Absolute path of the repository. */
export const root = resolve(import.meta.dirname, '../..');

/** The folder of WXT's production build. */
export const buildFolder = `${root}/.output/chrome-mv3`;
