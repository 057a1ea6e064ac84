import { afterAll, beforeAll, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { tooWide } from '../harness/too-wide.ts';
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

it.each(mainStates)('$name fits into 320 pixels', async ({ open }) => {
  await open();
  expect(tooWide()).toEqual([]);
});

it.each(mainStates)('$name fits into 320 pixels with doubled font sizes', async ({ open }) => {
  await open();
  doubleText();
  expect(tooWide()).toEqual([]);
});
