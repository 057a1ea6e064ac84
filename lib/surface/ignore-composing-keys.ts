/**
 * Keeps keys from this document's shortcuts while an input method composes text, because its Enter and Escape only end the
 * composition.
 */
export function ignoreComposingKeys(): void {
  const keep = (event: KeyboardEvent) => {
    if (event.isComposing) event.stopImmediatePropagation();
  };
  for (const type of ['keydown', 'keyup'] as const) document.addEventListener(type, keep, { capture: true });
}
