/** Letters that have no accent to take off, as people type them. */
const plainLetters: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' };

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;

/** Returns the words of a text, without case and accents. */
export function wordsOf(text: string): string[] {
  return Array.from(text.matchAll(wordPattern), ([word]) => fold(word));
}

/** Returns whether every typed word is the beginning of a word of the text. */
export function hasWords(text: string, typed: readonly string[]): boolean {
  const words = wordsOf(text);
  return typed.every((start) => words.some((word) => word.startsWith(start)));
}

/** Splits a text into parts; those at an odd place are the beginnings of its words that were typed. */
export function splitAtWords(text: string, typed: readonly string[]): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(wordPattern)) {
    const lengths = typed.filter((start) => fold(word).startsWith(start)).map(({ length }) => length);
    if (lengths.length === 0) continue;
    const cut = index + lengthInText(word, Math.max(...lengths));
    parts.push(text.slice(end, index), text.slice(index, cut));
    end = cut;
  }
  return [...parts, text.slice(end)];
}

// A letter may be longer without case and accents, or shorter.
function lengthInText(word: string, length: number): number {
  let cut = 1;
  while (cut < word.length && fold(word.slice(0, cut)).length < length) cut += 1;
  while (/^\p{M}/u.test(word.slice(cut))) cut += 1;
  return cut;
}

function fold(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[ßøłđæœı]/g, (letter) => plainLetters[letter] ?? letter);
}
