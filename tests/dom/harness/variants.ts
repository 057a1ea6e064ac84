import { cdp, page } from 'vitest/browser';

/** Shows the screen in another way. Returns what ends it. */
export type Variant = () => End | Promise<End>;

type End = () => unknown;

const { documentElement: root } = document;

/** Shows the screen as it is. */
export const asOpened: Variant = () => () => {};

/** Shows the screen in these colors, whatever the system prefers. */
export function inScheme(scheme: 'light' | 'dark'): Variant {
  return () => {
    root.style.colorScheme = scheme;
    return () => root.style.removeProperty('color-scheme');
  };
}

/** Adds 40 percent to every text on screen, as if it were written in a language with longer words. */
export function withLongerTexts(): End {
  const before: [text: Node, content: string][] = [];
  const texts = document.createNodeIterator(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const content = text.textContent ?? '';
    const { length } = content.trim();
    if (length <= 3) continue;
    before.push([text, content]);
    text.textContent += ` ${'wider '.repeat(length).slice(0, Math.ceil(length * 0.4))}`;
  }
  return () => {
    for (const [text, content] of before) text.textContent = content;
  };
}

/** Shows the screen from right to left. */
export function fromRightToLeft(): End {
  root.dir = 'rtl';
  return () => root.removeAttribute('dir');
}

/** Spaces all text as WCAG 1.4.12 demands it. */
export function withTextSpacing(): End {
  const style = document.createElement('style');
  style.textContent = `
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
  `;
  document.head.append(style);
  return () => style.remove();
}

/** Shows the screen in a window of this size, in px, until it gets another. */
export function inWindow(width: number, height: number): Variant {
  return async () => {
    await page.viewport(width, height);
    return () => {};
  };
}

/** Doubles all font sizes, like a user setting. */
export function withDoubledText(): End {
  const sizes = [...document.body.querySelectorAll<HTMLElement>('*')].map(
    (element) => [element, Number.parseFloat(getComputedStyle(element).fontSize)] as const,
  );
  const before = sizes.map(([{ style }]) => style.fontSize);
  for (const [element, size] of sizes) element.style.fontSize = `${size * 2}px`;
  return () => {
    for (const [index, [{ style }]] of sizes.entries()) style.fontSize = before[index] ?? '';
  };
}

/** Shows the screen as a system with forced colors does. */
export async function withForcedColors(): Promise<End> {
  await emulateForcedColors('active');
  if (!matchMedia('(forced-colors: active)').matches) throw new Error('The colors are not forced.');
  return () => emulateForcedColors('none');
}

async function emulateForcedColors(value: 'active' | 'none'): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
}
