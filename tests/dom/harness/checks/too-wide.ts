/** Describes elements that overflow horizontally, except inputs, the copy of an input's text, a grid that scrolls like a sheet, and text with an ellipsis. */
export function tooWide(): string[] {
  const elements = [document.documentElement, ...document.body.querySelectorAll<HTMLElement>('*')];
  const overflows = ({ scrollWidth, clientWidth }: HTMLElement) => scrollWidth > clientWidth;
  return (
    elements
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        const isChecked = element.matches(':root, button') || overflowX !== 'visible';
        const isExempt =
          textOverflow === 'ellipsis' || element.matches('input, select, textarea, .line-chips, [role=grid]');
        return isChecked && !isExempt && overflows(element);
      })
      // Read again, because the first reading after text has changed its size may be that of before.
      .filter(overflows)
      .map(
        (element) =>
          `${element.tagName}.${element.className}: ${element.scrollWidth} in ${element.clientWidth}`,
      )
  );
}
