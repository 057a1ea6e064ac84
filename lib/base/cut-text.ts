/** Returns the beginning of a text, at most this many letters long, without a part of an emoji or of another sign. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // Reads only as much as a sign that people use can take.
  const signs = new Intl.Segmenter().segment(text.slice(0, maxLength + 100));
  const end = signs.containing(maxLength)?.index ?? 0;
  return text.slice(0, end);
}
