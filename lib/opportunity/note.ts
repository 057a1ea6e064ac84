/** A formatted note with lines added at its end, each a paragraph of plain text. Nothing else of it is touched. */
export function appendLines(noteHtml: string, typed: string): string {
  const added = typed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeText(line)}</p>`)
    .join('');
  const end = noteHtml.lastIndexOf('</body>');
  return end < 0 ? `<body>${noteHtml}${added}</body>` : noteHtml.slice(0, end) + added + noteHtml.slice(end);
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

/** The words of a formatted note, for people to read; never HTML again. */
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
 * A formatted note in one spelling: two that say the same have the same one, whatever entities, spaces, quotes or tags of
 * equal meaning they are written with. For comparing only.
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
        const kept = attributesOf(attributes);
        if (name === 'span' && kept === '') return '';
        // No text can hold this character, so none is taken for a tag.
        return `\0${slash}${synonyms.get(name) ?? name}${kept}\0`;
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
