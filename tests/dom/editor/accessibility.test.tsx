import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { mainStates } from '../samples/main-states.tsx';

afterEach(() => {
  document.documentElement.style.removeProperty('color-scheme');
});

async function violations(): Promise<string[]> {
  await Promise.all(document.getAnimations().map(({ finished }) => finished));
  const found = await axe.run(document, {
    resultTypes: ['violations'],
    // Only what names a deal or a place has a heading: a popup that is still opening has neither.
    rules: { 'page-has-heading-one': { enabled: false } },
  });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}

describe.each(['light', 'dark'])('in %s', (scheme) => {
  it.each(mainStates)('$name breaks no rule of accessibility', async ({ open }) => {
    document.documentElement.style.colorScheme = scheme;
    await open();
    expect(await violations()).toEqual([]);
  });
});
