const maxRecent = 10;

/** Returns the last saved lines with this one first. */
export function addRecentLine(recent: readonly string[], line: string): string[] {
  return [line, ...recent.filter((each) => each !== line)].slice(0, maxRecent);
}
