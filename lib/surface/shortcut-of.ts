/**
 * Returns the Latin letter or the digit of a pressed key, to be used as a shortcut; undefined for other keys. Goes by the
 * key's place where the layout has no such letter (Cyrillic, Greek, Hebrew, Arabic) or needs Shift for digits (French).
 */
export function shortcutOf({
  key,
  code,
  shiftKey,
  ctrlKey,
  metaKey,
  altKey,
}: KeyboardEvent): string | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (/^[a-z\d]$/i.test(key)) return key.toLowerCase();
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  // A layout with Latin letters has this one in another place.
  if (letter && /^(?!\p{Script=Latin})\p{L}$/u.test(key)) return letter.toLowerCase();
  const [, digit] = /^Digit(\d)$/.exec(code) ?? [];
  return shiftKey ? undefined : digit;
}
