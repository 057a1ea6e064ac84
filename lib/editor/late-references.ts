import { mostReferences } from '../detection/references.ts';
import type { Reference } from '../model/reference.ts';
import { isFound, type Screen } from './screen.ts';

/** Whether a screen lists what the page names. */
export function isOfPage(screen: Screen): boolean {
  return screen.name === 'references' && !isFound(screen);
}

/** What a page names after a closer look: what is shown keeps its place and number, and the rest follows. */
export function addLate(shown: readonly Reference[], late: readonly Reference[]): Reference[] {
  const known = new Set(shown.map(({ id }) => id));
  return [...shown, ...late.filter(({ id }) => !known.has(id))].slice(0, mostReferences);
}
