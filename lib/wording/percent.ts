const formats = new Map<string, Intl.NumberFormat>();

/** Writes a percentage, given as 0 to 100, as the user's language does: "75%" or "75 %"; `always` adds a plus. */
export function formatPercent(percent: number, signDisplay: 'auto' | 'always' = 'auto'): string {
  const format =
    formats.get(signDisplay) ??
    new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2, signDisplay });
  formats.set(signDisplay, format);
  return format.format(percent / 100);
}
