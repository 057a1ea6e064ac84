import { afterAll, beforeAll, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { mainStates } from '../samples/main-states.tsx';

beforeAll(() => page.viewport(320, 600));
afterAll(() => page.viewport(380, 600));

/** As if the user had text enlarged to the double of its size. */
function doubleText(): void {
  const sizes = [...document.body.querySelectorAll<HTMLElement>('*')].map(
    (element) => [element, Number.parseFloat(getComputedStyle(element).fontSize)] as const,
  );
  for (const [element, size] of sizes) element.style.fontSize = `${size * 2}px`;
}

/** What is wider than its place, other than entries in their boxes and names that end in an ellipsis on purpose. */
function tooWide(): string[] {
  const holders = [document.documentElement, ...document.body.querySelectorAll<HTMLElement>('*')];
  return holders
    .filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const isHolder = element.matches(':root, button') || overflowX !== 'visible';
      const isExempt = textOverflow === 'ellipsis' || element.matches('input, select, textarea');
      return isHolder && !isExempt && element.scrollWidth > element.clientWidth;
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

it.each(mainStates)('$name fits into 320 pixels with text of double size', async ({ open }) => {
  await open();
  doubleText();
  expect(tooWide()).toEqual([]);
});
