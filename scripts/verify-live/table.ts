import type { Fact, Finding } from './probes.ts';

/** One row of the result table. */
export type Row = { fact: Fact; finding: Finding };

const heads = ['fact', 'what we assume', 'what Close did', ''];
const maxCellWidth = 60;

/** Checks whether the code does not support what Close did. */
export function isBroken({ fact, finding }: Row): boolean {
  return 'did' in finding && !finding.isAsAssumed && fact.otherwise === 'breaks';
}

/** Formats the rows as a Markdown table. */
export function toTable(rows: readonly Row[]): string {
  const cells = [heads, ...rows.map((row) => [row.fact.about, row.fact.assumed, did(row), verdict(row)])];
  const widths = heads.map((_head, column) => Math.max(3, ...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) => toLine(line.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  lines.splice(1, 0, toLine(widths.map((width) => '-'.repeat(width))));
  return lines.join('\n');
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function did({ finding }: Row): string {
  const text = 'did' in finding ? finding.did : finding.notChecked;
  const plain = text.replaceAll(/\s+/g, ' ').replaceAll('|', '/');
  return plain.length > maxCellWidth ? `${plain.slice(0, maxCellWidth - 1)}…` : plain;
}

function verdict(row: Row): string {
  const { fact, finding } = row;
  if (!('did' in finding)) return 'not checked';
  if (finding.isAsAssumed) return 'ok';
  return fact.otherwise === 'handled' ? 'differs, works either way' : 'DIFFERS';
}
