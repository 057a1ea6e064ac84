/** Writes a percentage, given as 0 to 100, as the user's language does: "75%" or "75 %"; `always` adds a plus. */
export function formatPercent(percent: number, signDisplay: 'auto' | 'always' = 'auto'): string {
  const format = new Intl.NumberFormat(undefined, {
    style: 'percent',
    maximumFractionDigits: 2,
    signDisplay,
  });
  return format.format(percent / 100);
}
