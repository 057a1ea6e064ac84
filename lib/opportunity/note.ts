/** Appends lines to a formatted note, each as a paragraph of plain text, and leaves the rest unchanged. */
export function appendLines(noteHtml: string, typed: string): string {
  const added = typed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeText(line)}</p>`)
    .join('');
  const end = noteHtml.lastIndexOf('</body>');
  return end < 0 ? `<body>${noteHtml}${added}</body>` : noteHtml.slice(0, end) + added + noteHtml.slice(end);
}

/** Returns the lines that `appendLines` added to a formatted note; undefined if anything else differs. */
export function appendedLines(before: string, after: string): string | undefined {
  const end = before.lastIndexOf('</body>');
  const [start, rest] =
    end < 0 ? ['<body>'.length + before.length, '</body>'.length] : [end, before.length - end];
  const lines = textOfNote(after.slice(start, after.length - rest));
  return appendLines(before, lines) === after ? lines : undefined;
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

/** Returns the text of a formatted note for display; it must not be used as HTML. */
export function textOfNote(noteHtml: string): string {
  return decode(noteHtml.replace(/<\/(?:p|li)>|<br\s*\/?>/gi, '\n').replace(/<[^>]*>/g, '')).trim();
}

const blocks = ['body', 'p', 'div', 'br'];
const synonyms = new Map([
  ['strong', 'b'],
  ['em', 'i'],
]);
/** Attributes that change what a note says or how it looks. */
const meaningful = ['href', 'src', 'style', 'data-id'];

/**
 * Normalizes entities, spaces, quotes and equivalent tags of a formatted note, so that notes of the same content are
 * equal. For comparison only.
 */
export function canonicalNote(noteHtml: string): string {
  return noteHtml
    .replace(/\0/g, '')
    .replace(
      /<!--[\s\S]*?-->|<(\/?)([a-z][a-z\d]*)([^>]*)>|[^<]+|</gi,
      (piece: string, slash?: string, tag?: string, attributes = '') => {
        if (!tag) return piece.startsWith('<!--') ? '' : decode(piece).replace(/\s+/g, ' ');
        const name = tag.toLowerCase();
        if (blocks.includes(name)) return '\n';
        const rest = attributesOf(attributes);
        if (name === 'span' && rest === '') return '';
        // Marks tags with NUL, because no text can contain it.
        return `\0${slash}${synonyms.get(name) ?? name}${rest}\0`;
      },
    )
    .replace(/\s*\n\s*/g, '\n')
    .replace(/ +/g, ' ')
    .trim();
}

function attributesOf(written: string): string {
  return [...written.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/g)]
    .map(([, name = '', double, single, bare]) => ({
      name: name.toLowerCase(),
      value: decode(double ?? single ?? bare ?? ''),
    }))
    .filter(({ name }) => meaningful.includes(name))
    .map(({ name, value }) => ` ${name}=${name === 'style' ? value.replace(/\s+|;$/g, '') : value}`)
    .sort()
    .join('');
}

function decode(written: string): string {
  return written.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return entities.get(name.toLowerCase()) ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
