/** One term of Close's query language: a text, searched under a key if one is named. */
type Term = { key: string | undefined; text: string };

/** Whether the query matches: `OR` separates alternatives, all terms of one alternative must match. */
export function matchesQuery(query: string, matchesTerm: (term: Term) => boolean): boolean {
  return parseQuery(query).some((terms) => terms.length > 0 && terms.every(matchesTerm));
}

/** Lists the keys that a query names. */
export function keysOfQuery(query: string): string[] {
  return parseQuery(query).flatMap((terms) => terms.flatMap(({ key }) => key ?? []));
}

/** Reads bare words, `"quoted text"`, `key:word` and `key:"quoted text"`; brackets and comparisons are not read. */
function parseQuery(query: string): Term[][] {
  const alternatives: Term[][] = [[]];
  for (const [whole, key, quoted, bare] of query.matchAll(/(?:(\w+):)?(?:"([^"]*)"|([^\s"]+))/g)) {
    if (whole === 'OR') alternatives.push([]);
    else alternatives.at(-1)?.push({ key, text: (quoted ?? bare ?? '').toLocaleLowerCase() });
  }
  return alternatives;
}
