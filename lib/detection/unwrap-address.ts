/** Maximum number of letters that are read of one address, and of all it hides, because a page can make it endless. */
export const maxLetters = 20_000;
/** Maximum number of texts that are decoded of one address, because one can hide thousands. */
const maxTexts = 50;

// Mail systems and redirects wrap an address in their own, often several times. Each rule decodes what it finds in a text,
// and takes a time in proportion to its length.
const rules = {
  /** `https%3A%2F%2F…`, encoded once more per redirect: Safe Links, Google, Slack, Cisco, Barracuda, Trend Micro. */
  percent: (text: string) => (text.includes('%') ? [decodePercents(text)] : []),

  /** `/v2/url?u=https-3A__app.close.com_lead_lead-5F…`: Proofpoint writes `-` for `%` and `_` for `/`. */
  proofpoint: (text: string) =>
    text
      .matchAll(/\/v2\/url\?u=([^&\s]+)/g)
      .map(([, wrapped = '']) => decodePercents(wrapped.replaceAll('_', '/').replaceAll('-', '%'))),

  /** `aHR0cHM6Ly9…`, also with `-` for `+` and `_` for `/`: Sophos and click counters. */
  base64: (text: string) => text.matchAll(base64Pattern).map(([wrapped]) => decodeBase64(wrapped)),
} satisfies Record<string, (text: string) => Iterable<string>>;

/** Names of the rules, so that a test can hold cases for each. */
export type RuleName = keyof typeof rules;

// The shortest text with an id takes 64 letters. A slash belongs to a parameter's value, and ends a part of a path.
const base64Pattern = /(?<==)[\w+/-]{64,}|(?<![\w+-])[\w+-]{64,}/g;

/** Returns an address and the texts hidden in it: targets of redirects, in the forms that mail systems write. */
export function unwrapAddress(address: string): string[] {
  const texts = [address.slice(0, maxLetters)];
  let remaining = maxLetters;
  // The list grows while it is read, because a decoded text may hide another one.
  for (const text of texts) {
    for (const decode of Object.values(rules)) {
      for (const decoded of decode(text)) {
        if (texts.includes(decoded)) continue;
        remaining -= decoded.length;
        if (remaining < 0 || texts.length === maxTexts) return texts;
        texts.push(decoded);
      }
    }
  }
  return texts;
}

/** Returns whether an address or a piece of markup may contain an id, also a hidden one; quick, because most contain none. */
export function mayContainReferences(text: string): boolean {
  // An id has 48 letters.
  return text.length >= 48 && traces.some((trace) => text.includes(trace));
}

// Prefixes without their first letter, which may be escaped, also with an escaped underscore, and the beginnings of an
// address and of JSON in base64.
const traces = ['ppo_', 'ead_', 'ppo-5F', 'ead-5F', 'ppo%', 'ead%', 'aHR0', 'eyJ'];

/** Decodes percent escapes of any depth. */
function decodePercents(text: string): string {
  const flat = text.replace(/%(?:25)+(?=[0-9A-Fa-f]{2})/g, '%');
  // Reads it as a parameter, because decodeURIComponent fails for the whole text at a stray percent sign.
  return new URLSearchParams(`=${flat.replaceAll('+', '%2B').replaceAll('&', '%26')}`).get('') ?? '';
}

function decodeBase64(text: string): string {
  const usual = text.replaceAll('-', '+').replaceAll('_', '/');
  return atob(usual.length % 4 === 1 ? usual.slice(0, -1) : usual);
}
