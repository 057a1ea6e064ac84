/**
 * Returns rows as CSV (RFC 4180). Quotes every cell, because spreadsheets split at commas or semicolons, depending on the
 * locale, and puts an apostrophe before a formula, because strangers can write deal names. Plain numbers stay numbers.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

/** Returns rows as the text of a CSV file, with a byte order mark, because spreadsheets need it to read UTF-8. */
export function toCsvFile(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${toCsv(rows)}`;
}

function toCell(value: string): string {
  // The escapes are the full-width signs and the minus sign, which also start a formula.
  const isFormula =
    /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20\u2212]/.test(value) && !/^[+-]?\d+([.,]\d+)?$/.test(value);
  return `"${(isFormula ? `'${value}` : value).replaceAll('"', '""')}"`;
}
