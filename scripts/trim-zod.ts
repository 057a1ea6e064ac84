import type { Plugin } from 'vite';

const schemas = /zod\/v4\/core\/schemas\.js$/;
const toldOfItself =
  /^ {4}util\.defineLazyInternal\(inst, "(?:pattern|values|propValues)", \(zod\) => (?:\{[\s\S]*?\n {4}\}|.*)\);\n/gm;
const standard = /^ {4}[gs]et "~standard"\(.*\) \{[\s\S]*?\n {4}\},\n/gm;

/**
 * Leaves out of the worker what schemas tell of themselves to others: to template literals, records with keys of a shape
 * and unions by a discriminator, of which the worker has none, and to libraries that take schemas of any make. None of
 * it is asked for when something is parsed, and it weighs 2 kB.
 */
export function trimZod(): Plugin {
  return {
    name: 'trim-zod',
    transform(code, id) {
      if (!schemas.test(id)) return undefined;
      for (const part of [toldOfItself, standard]) {
        if (code.search(part) < 0) this.error('Zod no longer holds what is left out where it was.');
      }
      return { code: code.replace(toldOfItself, '').replace(standard, ''), map: null };
    },
  };
}
