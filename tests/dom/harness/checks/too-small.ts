/** Describes controls that are smaller than 24 px, apart from links within a text and inputs within a larger box. */
export function tooSmall(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'button, select, input, textarea, summary, a[href]',
  );
  return [...controls].flatMap((control) => {
    const target = control.closest('label, .control, .exact') ?? control;
    const { width, height } = target.getBoundingClientRect();
    const isInText = control.closest('p') !== null;
    if (isInText || width === 0 || (width >= 23.9 && height >= 23.9)) return [];
    return [`${control.outerHTML.slice(0, 90)}: ${width} × ${height}`];
  });
}

/** Describes text smaller than 12 px. */
export function tooFine(): string[] {
  return [...document.body.querySelectorAll<HTMLElement>('*')]
    .filter(({ childNodes }) =>
      [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    )
    .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 12)
    .map((element) => `${element.outerHTML.slice(0, 90)}: ${getComputedStyle(element).fontSize}`);
}
