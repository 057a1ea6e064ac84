import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { mainStates } from '../samples/main-states.tsx';

afterEach(() => {
  document.documentElement.style.removeProperty('color-scheme');
});

async function violations(): Promise<string[]> {
  for (const animation of document.getAnimations()) animation.finish();
  const results = await axe.run(document, {
    resultTypes: ['violations'],
    // Turned off because an opening popup has no heading.
    rules: { 'page-has-heading-one': { enabled: false } },
  });
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}

describe.each(['light', 'dark'])('in %s', (scheme) => {
  it.each(mainStates)('$name violates no accessibility rule', async ({ open }) => {
    document.documentElement.style.colorScheme = scheme;
    await open();
    expect(await violations()).toEqual([]);
  });
});
