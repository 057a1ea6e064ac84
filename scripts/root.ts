import { dirname } from 'node:path';

/** Absolute path of the repository. */
export const root = dirname(import.meta.dirname);

/** Where WXT puts the production build. */
export const buildFolder = `${root}/.output/chrome-mv3`;
