/** A word or an old name that a newcomer would stumble over. `line` counts from 1. */
export type Finding = { line: number; word: string };

/** A line that keeps such a word on purpose. */
export type Exception = { path: string; text: string; reason: string };

const words = [
  ...['anew', 'stands', 'told', 'meant', 'meanwhile', 'wished', 'thereof', 'somebody', 'nobody', 'whoever'],
  ...['that is', 'what is', 'by itself', 'with all it does', 'is gone', 'makes no sense'],
];

// A phrase may continue in the next line of a comment, behind its marker.
const between = String.raw`(?:[ \t]|\r?\n[ \t]*(?:\/\/+|\*|#)?[ \t]*)+`;
const wordPattern = new RegExp(
  String.raw`\b(?:${words.map((word) => word.replaceAll(' ', between)).join('|')})\b`,
  'gi',
);

// `mostX`, `fewestX`, `longestX` instead of `maxX` or `minX`.
const limitPattern = /\b(?:most|fewest|longest)[A-Z]\w*/g;
// A participle alone as the name of a constant, a variable, a function or a parameter.
const participles = String.raw`(?:known|kept|left|told|meant|wished)\b`;
const participlePattern = new RegExp(
  String.raw`\b(?:const|let|function)\s+${participles}|[{([,]\s*${participles}(?=\s*(?:[,=})\]]|:(?!\s*['"\`{[])))`,
  'g',
);

const oldFileNames = new Set([
  ...['walls', 'home', 'standings', 'ticks', 'marks', 'tell', 'act', 'carry', 'keeping', 'hand-over'],
  ...['breathe', 'seal'],
]);

const isCode = (path: string) => /\.(?:tsx?|m?js)$/.test(path);

/** Finds the dialect in one file: its words anywhere, its names in code. A file name is reported on line 0. */
export function findDialect(path: string, content: string): Finding[] {
  const fileName = path.replace(/^.*\//, '').replace(/(?:\.test)?\.\w+$/, '');
  const named =
    isCode(path) && oldFileNames.has(fileName) ? [{ line: 0, word: `${fileName} (file name)` }] : [];
  const prose = search(splitCamelCase(content), wordPattern, readPhrase);
  if (!isCode(path)) return [...named, ...prose];
  const code = withoutProse(content);
  const names = [...search(code, limitPattern, readName), ...search(code, participlePattern, readName)];
  return [...named, ...prose, ...names].sort((one, other) => one.line - other.line);
}

/** Splits findings into those to report and those excepted, and names the exceptions that match nothing. */
export function applyExceptions<Found extends { path: string; text: string }>(
  found: readonly Found[],
  exceptions: readonly Exception[],
): { remaining: Found[]; unused: Exception[] } {
  const matches = ({ path, text }: Found, exception: Exception) =>
    path === exception.path && text.includes(exception.text);
  return {
    remaining: found.filter((each) => !exceptions.some((exception) => matches(each, exception))),
    unused: exceptions.filter((exception) => !found.some((each) => matches(each, exception))),
  };
}

function search(content: string, pattern: RegExp, toWord: (match: string) => string): Finding[] {
  return Array.from(content.matchAll(pattern), ({ 0: match, index }) => {
    const start = index + (match.length - match.trimStart().length);
    return { line: content.slice(0, start).split('\n').length, word: toWord(match) };
  });
}

// `isMeant` holds the word "meant". Line ends stay, so that line numbers do.
function splitCamelCase(content: string): string {
  return content.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
}

function readPhrase(match: string): string {
  return match.replaceAll(/[\s/*#]+/g, ' ').toLowerCase();
}

function readName(match: string): string {
  return `${/\w+$/.exec(match)?.[0]} (name)`;
}

// Comments and texts become blanks of the same lines.
function withoutProse(content: string): string {
  return content.replaceAll(
    /\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g,
    (prose) => prose.replaceAll(/[^\n'"]/g, ' '),
  );
}
