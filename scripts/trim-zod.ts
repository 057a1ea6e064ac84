import type { Plugin } from 'vite';

// What is left out, by the file of Zod that holds it.
const leftOut: [file: RegExp, part: RegExp][] = [
  [
    /zod\/v4\/core\/schemas\.js$/,
    /^ {4}util\.defineLazyInternal\(inst, "(?:pattern|values|propValues)", \(zod\) => (?:\{[\s\S]*?\n {4}\}|.*)\);\n/gm,
  ],
  [/zod\/v4\/core\/schemas\.js$/, /^ {4}[gs]et "~standard"\(.*\) \{[\s\S]*?\n {4}\},\n/gm],
  [
    /zod\/v4\/mini\/schemas\.js$/,
    /^ {4}(?:parse|parseAsync|safeParseAsync)\(data, params\) \{[\s\S]*?\n {4}\},\n/gm,
  ],
];

/**
 * Leaves out of the worker what it does not ask of schemas: to parse in other ways than `safeParse`, and what schemas tell
 * of themselves to others: to template literals, records with keys of a shape and unions by a discriminator, of which the
 * worker has none, and to libraries that take schemas of any make. It weighs 3 kB.
 */
export function trimZod(): Plugin {
  return {
    name: 'trim-zod',
    transform(code, id) {
      const parts = leftOut.filter(([file]) => file.test(id)).map(([, part]) => part);
      if (parts.length === 0) return undefined;
      if (parts.some((part) => code.search(part) < 0))
        this.error('Zod no longer holds what is left out where it was.');
      return { code: parts.reduce((left, part) => left.replace(part, ''), code), map: null };
    },
  };
}
