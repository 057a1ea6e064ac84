import { escapeHtml } from '../html.ts';

/** The formatted note that a plain one is rebuilt into: one paragraph a line, everything else lost; null when empty. */
export function noteToHtml(note: string): string | null {
  if (note === '') return null;
  const paragraphs = note.split('\n').map((line) => `<p>${escapeHtml(line)}</p>`);
  return `<body>${paragraphs.join('')}</body>`;
}

const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

/** The plain text of a formatted note: blocks become lines, tags go, images leave nothing. */
export function htmlToNote(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/(p|li|h[1-6]|div)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}
