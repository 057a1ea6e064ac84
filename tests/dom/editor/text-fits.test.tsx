import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { tooWide } from '../harness/too-wide.ts';
import { mainStates } from '../samples/main-states.tsx';

const { documentElement: root } = document;

// Shows one of its radios while it is folded, and all when it unfolds.
const foldedList = '.stages:not([popover])';

/** Describes boxes that hide a part of their text, except those that can be scrolled or end in an ellipsis. */
function cutOff(): string[] {
  return [...document.body.querySelectorAll<HTMLElement>('*')]
    .filter((element) => {
      const { overflowY, textOverflow, clipPath } = getComputedStyle(element);
      const isHidden = overflowY === 'hidden' || overflowY === 'clip';
      if (!isHidden || element.matches(foldedList) || textOverflow === 'ellipsis' || clipPath !== 'none')
        return false;
      return element.scrollHeight > element.clientHeight + 1;
    })
    .map(({ tagName, className, textContent }) => `${tagName}.${className}: ${textContent}`);
}

/** Adds 40 percent to every text on screen, as if it were written in a language with longer words. */
function lengthen(): void {
  const texts = document.createNodeIterator(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const { length } = text.textContent?.trim() ?? '';
    if (length > 3) text.textContent += ` ${'wider '.repeat(length).slice(0, Math.ceil(length * 0.4))}`;
  }
}

describe('in a language whose texts are 40 percent longer', () => {
  it.each(mainStates)('$name shows all of its text', async ({ open }) => {
    await open();
    lengthen();
    expect([...tooWide(), ...cutOff()]).toEqual([]);
  });
});

describe('from right to left', () => {
  afterEach(() => root.removeAttribute('dir'));

  it.each(mainStates)('$name shows all of its text', async ({ open }) => {
    root.dir = 'rtl';
    await open();
    expect([...tooWide(), ...cutOff()]).toEqual([]);
  });
});

describe('with the text spacing of WCAG 1.4.12', () => {
  const style = document.createElement('style');
  style.textContent = `
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
  `;
  beforeEach(() => document.head.append(style));
  afterEach(() => style.remove());

  it.each(mainStates)('$name shows all of its text', async ({ open }) => {
    await open();
    expect([...tooWide(), ...cutOff()]).toEqual([]);
  });
});

describe('at 200 % zoom', () => {
  // The browser then has half as many pixels, of the largest popup and of a window of 1,280 by 800.
  const { innerWidth: width, innerHeight: height } = window;
  afterEach(() => page.viewport(width, height));

  it.each(mainStates)('$name shows all of its text', async ({ open }) => {
    await page.viewport(380, 300);
    await open();
    expect([...tooWide(), ...cutOff()]).toEqual([]);
    await page.viewport(640, 400);
    expect([...tooWide(), ...cutOff()]).toEqual([]);
  });
});
