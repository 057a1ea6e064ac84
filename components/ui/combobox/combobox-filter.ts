/** Pairs a value, which is stored byte for byte, with the name that users see. */
export type Option = { value: string; name: string };

/** Returns the options whose names contain every word of the query, ignoring case and accents. */
export function filterOptions(options: readonly Option[], query: string): readonly Option[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ name }) => {
    const folded = fold(name);
    return words.every((word) => folded.includes(word));
  });
}

/** Returns the index of the option with exactly this name, else 0; -1 without options. */
export function bestMatch(options: readonly Option[], query: string): number {
  const exact = options.findIndex(({ name }) => name === query);
  return exact >= 0 ? exact : Math.min(0, options.length - 1);
}

const marks = /\p{M}/gu;

function fold(text: string): string {
  return text.normalize('NFKD').replace(marks, '').toLowerCase();
}
