/** Isolates a name inside a sentence, so that right-to-left letters do not reorder the words around it. */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
