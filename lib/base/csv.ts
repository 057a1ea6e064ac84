/**
 * Returns rows as CSV (RFC 4180). Quotes every cell, because spreadsheets split at commas or semicolons, depending on the
 * locale, and puts an apostrophe before a formula, because strangers can write deal names. Plain numbers stay numbers.
 */
export function toCsv(rows: readonly (readonly string[])[], separator = ','): string {
  return rows.map((row) => `${row.map(toCell).join(separator)}\r\n`).join('');
}

/**
 * Returns rows as the text of a CSV file for spreadsheets in the locale, the user's if omitted: with a byte order mark, which
 * they need to read UTF-8, and split by semicolons where the comma is the decimal mark.
 */
export function toCsvFile(rows: readonly (readonly string[])[], locale?: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  const hasDecimalComma = parts.some(({ type, value }) => type === 'decimal' && value === ',');
  return `\uFEFF${toCsv(rows, hasDecimalComma ? ';' : ',')}`;
}

function toCell(value: string): string {
  // The escapes are the full-width signs and the minus sign, which also start a formula.
  const isFormula =
    /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20\u2212]/.test(value) && !/^[+-]?\d+([.,]\d+)?$/.test(value);
  return `"${(isFormula ? `'${value}` : value).replaceAll('"', '""')}"`;
}

/**
 * Reads CSV (RFC 4180) or cells copied from a sheet as rows of texts. Cells are split by the tab, semicolon or comma that
 * the first line has most of. An unclosed quote ends with the text.
 */
export function parseCsv(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const head = clean.slice(0, clean.indexOf('\n') >>> 0).replace(/"[^"]*"/g, '');
  const countOf = (mark: string) => head.split(mark).length;
  const separator = ['\t', ';', ','].reduce((best, mark) => (countOf(mark) > countOf(best) ? mark : best));
  return parseCells(clean, separator).filter((cells) => cells.some((each) => each !== ''));
}

/** Reads cells copied from a sheet as rows of texts, with the empty rows between them. */
export function parseCopiedCells(text: string): string[][] {
  return parseCells(text.replace(/\r\n?/g, '\n').replace(/\n$/, ''), '\t');
}

function parseCells(clean: string, separator: string): string[][] {
  const cell = new RegExp(
    `("(?:[^"]|"")*(?:"|$)|[^${separator}\n]*)[^${separator}\n]*(${separator}|\n|$)`,
    'y',
  );
  const rows: string[][] = [];
  let row: string[] = [];
  while (cell.lastIndex < clean.length) {
    const [, content = '', end = ''] = cell.exec(clean) ?? [];
    row.push(content.startsWith('"') ? content.replace(/^"|"$/g, '').replaceAll('""', '"') : content.trim());
    if (end === separator && cell.lastIndex === clean.length) row.push('');
    if (end === separator && cell.lastIndex < clean.length) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
