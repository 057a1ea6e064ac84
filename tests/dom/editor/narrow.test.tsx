import { afterAll, beforeAll, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { mainStates } from '../samples/main-states.tsx';

beforeAll(() => page.viewport(320, 600));
afterAll(() => page.viewport(380, 600));

/** Doubles all font sizes, like a user setting. */
function doubleText(): void {
  const sizes = [...document.body.querySelectorAll<HTMLElement>('*')].map(
    (element) => [element, Number.parseFloat(getComputedStyle(element).fontSize)] as const,
  );
  for (const [element, size] of sizes) element.style.fontSize = `${size * 2}px`;
}

/** Describes elements that overflow horizontally, except inputs, the copy of an input's text, and text with an ellipsis. */
function tooWide(): string[] {
  const elements = [document.documentElement, ...document.body.querySelectorAll<HTMLElement>('*')];
  return elements
    .filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const isChecked = element.matches(':root, button') || overflowX !== 'visible';
      const isExempt = textOverflow === 'ellipsis' || element.matches('input, select, textarea, .line-chips');
      return isChecked && !isExempt && element.scrollWidth > element.clientWidth;
    })
    .map(
      (element) =>
        `${element.tagName}.${element.className}: ${element.scrollWidth} in ${element.clientWidth}`,
    );
}

it.each(mainStates)('$name fits into 320 pixels', async ({ open }) => {
  await open();
  expect(tooWide()).toEqual([]);
});

it.each(mainStates)('$name fits into 320 pixels with doubled font sizes', async ({ open }) => {
  await open();
  doubleText();
  expect(tooWide()).toEqual([]);
});
