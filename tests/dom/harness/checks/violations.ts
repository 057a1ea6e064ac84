import axe from 'axe-core';

/** Describes the violations of accessibility rules on screen: of all rules, or of those about colors only. */
export async function violations(which: 'all' | 'colors'): Promise<string[]> {
  const results = await axe.run(document, {
    resultTypes: ['violations'],
    // No screen has a frame, and no rule in use reads style sheets.
    ...{ iframes: false, preload: false },
    // Turned off because an opening popup has no heading.
    rules: { 'page-has-heading-one': { enabled: false } },
    ...(which === 'colors' && { runOnly: ['color-contrast', 'link-in-text-block'] }),
  });
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}
