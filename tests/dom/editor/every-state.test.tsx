import { afterEach, expect, it } from 'vitest';
import { unmarkedChoices, withoutFocusRing } from '../harness/checks/forced-colors.ts';
import { hiddenText } from '../harness/checks/hidden-text.ts';
import { tooFine, tooSmall } from '../harness/checks/too-small.ts';
import { tooWide } from '../harness/checks/too-wide.ts';
import { violations } from '../harness/checks/violations.ts';
import {
  asOpened,
  fromRightToLeft,
  inScheme,
  inWindow,
  type Variant,
  withDoubledText,
  withForcedColors,
  withLongerTexts,
  withTextSpacing,
} from '../harness/variants.ts';
import { mainStates } from '../samples/main-states.tsx';

type Check = [what: string, find: () => string[] | Promise<string[]>];

const variants: [name: string, Variant, ...Check[]][] = [
  ['in light', inScheme('light'), ['violates no accessibility rule', () => violations('all')]],
  ['in dark', inScheme('dark'), ['violates no rule of colors', () => violations('colors')]],
  [
    'as it was opened',
    asOpened,
    ['has text of 12 px', tooFine],
    ['has targets of 24 px in the editor', () => (document.body.matches('.popup') ? tooSmall() : [])],
  ],
  ['with texts that are 40 percent longer', withLongerTexts, ['shows all of its text', hiddenText]],
  ['from right to left', fromRightToLeft, ['shows all of its text', hiddenText]],
  // At 200 % zoom, a window of 1,280 by 800 and the largest popup have half as many pixels.
  ['in a window at 200 % zoom', inWindow(640, 400), ['shows all of its text', hiddenText]],
  ['in a popup at 200 % zoom', inWindow(380, 300), ['shows all of its text', hiddenText]],
  ['in 320 pixels', inWindow(320, 600), ['fits', tooWide]],
  ['in 320 pixels with doubled font sizes', withDoubledText, ['fits', tooWide]],
  ['in the largest popup', inWindow(380, 600)],
  ['with the text spacing of WCAG 1.4.12', withTextSpacing, ['shows all of its text', hiddenText]],
  // Last, because they move the focus.
  [
    'with forced colors',
    withForcedColors,
    ['shows every choice', unmarkedChoices],
    ['shows where the focus is', withoutFocusRing],
  ],
];

let end: () => unknown = () => {};
afterEach(() => end());

// Opened once for all variants, because opening takes longer than any check.
it.each(mainStates)('$name suits everyone', async ({ open }) => {
  await open();
  for (const [name, begin, ...checks] of variants) {
    end = await begin();
    for (const animation of document.getAnimations()) animation.finish();
    for (const [what, find] of checks) expect.soft(await find(), `${name}, it ${what}`).toEqual([]);
    await end();
  }
});
