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
  ['#39', "'"],
  ['nbsp', ' '],
]);

/** The words of a formatted note, for people to read; never HTML again. */
export function textOfNote(noteHtml: string): string {
  return noteHtml
    .replace(/<\/(?:p|li)>|<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#39|[a-z]+);/gi, (whole, name: string) => entities.get(name.toLowerCase()) ?? whole)
    .trim();
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
