import { maxReferences } from '../detection/references.ts';
import type { Reference } from '../model/reference.ts';
import { isFound, type Screen } from './screen.ts';

/** Returns whether a screen lists the references of the page. */
export function isOfPage(screen: Screen): boolean {
  return screen.name === 'references' && !isFound(screen);
}

/** Appends references that were found later, so that the shown ones keep their positions. */
export function addLate(shown: readonly Reference[], late: readonly Reference[]): Reference[] {
  const shownIds = new Set(shown.map(({ id }) => id));
  return [...shown, ...late.filter(({ id }) => !shownIds.has(id))].slice(0, maxReferences);
}
