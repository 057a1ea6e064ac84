/** A word of a line, or a quoted text. */
export type Token = {
  start: number;
  end: number;
  /** The word without a comma at its end, or the quoted text with the signs before it. */
  text: string;
  /** The signs that the word begins with: `@`, `+`, `-` or `=`. */
  signs: string;
  /** Whether a comma or semicolon ends the word. */
  hasComma: boolean;
  /** The content of a quoted text. */
  quoted?: string;
};

/** The place of a quoted text in a line, with its quotation marks. */
export type Quote = { start: number; end: number; content: string };

// Straight marks know escapes, so that every text can be written; others end at the first closing mark.
const quotePattern = /(?<=^|[\s:@=+-])(?:"((?:\\.|[^"\\])*)"|[„“]([^„“”]*)[“”]|«([^«»]*)»)(?=$|[\s,;:#])/gu;

/** Finds the quoted texts of a line. A mark without its counterpart is a letter like any other. */
export function findQuotes(line: string): Quote[] {
  return Array.from(line.matchAll(quotePattern), (match) => {
    const [whole, straight, curly, angled] = match;
    const content = straight === undefined ? (curly ?? angled ?? '').trim() : unescaped(straight);
    return { start: match.index, end: match.index + whole.length, content };
  });
}

/** Writes a text in quotation marks, on one line. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\"]/g, String.raw`\$&`).replace(/\r\n?|\n/g, String.raw`\n`);
  return `"${escaped}"`;
}

function unescaped(text: string): string {
  return text.replace(/\\([\\"n])/g, (_whole, sign: string) => (sign === 'n' ? '\n' : sign));
}

/** Splits the part of a line from `start` up to `end` into words; a quoted text is one word with the signs before it. */
export function splitWords(line: string, start: number, end: number, quotes: readonly Quote[]): Token[] {
  const tokens: Token[] = [];
  let at = start;
  while (at < end) {
    if (/\s/.test(line[at] ?? '')) {
      at += 1;
      continue;
    }
    const signs = /^[@=+-]*/.exec(line.slice(at, at + 3))?.[0] ?? '';
    const quoted = quotes.find((each) => each.start === at + signs.length && each.end <= end);
    if (quoted) {
      const tag = /^#\w*/.exec(line.slice(quoted.end, end))?.[0] ?? '';
      const text = signs + quoted.content + tag;
      const last = quoted.end + tag.length;
      const hasComma = last < end && /[,;]/.test(line[last] ?? '');
      tokens.push({ start: at, end: last, text, signs, hasComma, quoted: quoted.content + tag });
      at = last + (hasComma ? 1 : 0);
      continue;
    }
    const word = /^\S+/.exec(line.slice(at, end))?.[0] ?? '';
    // "900/month" is an amount and a period.
    const slash = word.search(/(?<=[\dkm])\/(?=\p{L})/iu);
    const whole = slash > 0 ? word.slice(0, slash) : word;
    const text = whole.replace(/(?<=.)[,;]$/, '');
    const token = { start: at, end: at + whole.length, text, signs, hasComma: text !== whole };
    if (/[^,;]/.test(text)) tokens.push(token);
    at += whole.length;
  }
  return tokens;
}
