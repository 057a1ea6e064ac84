import { expect, it } from 'vitest';
import { beforeAndAfter, isolate } from '../../../lib/wording/isolate.ts';

it.each([
  ['Hebrew before', 'לקוח', 'Won', '\u2068לקוח\u2069 → Won'],
  ['Arabic after', 'Demo done', 'تم البيع', 'Demo done → \u2068تم البيع\u2069'],
  ['a direction override', '\u202egnp.exe', 'Call', '\u2068\u202egnp.exe\u2069 → Call'],
  ['Adlam, beyond the basic plane', '\u{1e900}', 'Call', '\u2068\u{1e900}\u2069 → Call'],
  ['no such letter', 'Demo done', '75 %', 'Demo done → 75 %'],
])('values in a sentence keep their side: %s', (_what, before, after, sentence) => {
  expect(beforeAndAfter(before, after)).toBe(sentence);
});

it('an isolated name cannot end its isolation', () => {
  expect(isolate('Marlow\u2069\u202egnp.exe\u2066')).toBe('\u2068Marlow\u202egnp.exe\u2069');
});
