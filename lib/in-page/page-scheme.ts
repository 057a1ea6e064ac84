const paint = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+))?\s*\)$/;

/** Returns whether a page is light or dark, by what it paints behind its content; null if the system's scheme decides. */
export function pageScheme({ body, documentElement }: Document): 'light' | 'dark' | null {
  for (const element of [body, documentElement]) {
    const [, red, green, blue, alpha = '1'] = paint.exec(getComputedStyle(element).backgroundColor) ?? [];
    if (red === undefined || Number(alpha) < 0.5) continue;
    const lightness = (0.299 * Number(red) + 0.587 * Number(green) + 0.114 * Number(blue)) / 255;
    return lightness < 0.5 ? 'dark' : 'light';
  }
  const { colorScheme } = getComputedStyle(documentElement);
  if (!colorScheme.includes('dark')) return 'light';
  return colorScheme.includes('light') ? null : 'dark';
}
