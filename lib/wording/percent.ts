/** Writes a percentage, given as 0 to 100, as the user's language does: "75%" or "75 %". */
export function formatPercent(percent: number): string {
  return new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 }).format(
    percent / 100,
  );
}
