const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** Marks text as HTML, so that `html` does not escape it. */
export type Html = { html: string };

type Piece = string | number | Html | Html[];

/** A template of HTML whose inserted texts are escaped; inserted `Html` stays as it is. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  let result = strings[0] ?? '';
  pieces.forEach((piece, index) => {
    result += render(piece) + (strings[index + 1] ?? '');
  });
  return { html: result };
}

function render(piece: Piece): string {
  if (Array.isArray(piece)) return piece.map((one) => one.html).join('');
  return typeof piece === 'object' ? piece.html : escapeHtml(String(piece));
}

/** A value as JSON for a script element, escaped so that it cannot end the element. */
export function jsonForScript(value: unknown): Html {
  return { html: JSON.stringify(value).replace(/</g, '\\u003c') };
}
