/** Something to choose: the value that is kept byte for byte, and what people call it. */
export type Option = { value: string; name: string };

/** The options that hold every word of the query, whatever their case and accents. */
export function filterOptions(options: readonly Option[], query: string): readonly Option[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ name }) => {
    const folded = fold(name);
    return words.every((word) => folded.includes(word));
  });
}

/** Where the highlight goes after typing: to the option called exactly that, else to the first; -1 where none is left. */
export function bestMatch(options: readonly Option[], query: string): number {
  const exact = options.findIndex(({ name }) => name === query);
  return exact >= 0 ? exact : Math.min(0, options.length - 1);
}

const marks = /\p{M}/gu;

function fold(text: string): string {
  return text.normalize('NFKD').replace(marks, '').toLowerCase();
}
