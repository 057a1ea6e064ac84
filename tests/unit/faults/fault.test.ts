import { expect, it } from 'vitest';
import { CloseError } from '../../../lib/close-api/errors.ts';
import { faultText, toFault } from '../../../lib/faults/fault.ts';

const key = `api_${'k'.repeat(20)}.${'s'.repeat(20)}`;

/** Returns the error that `JSON.parse` throws for an invalid text. */
function parseError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

it.each<[string, unknown, string[]]>([
  ['a plain error', new TypeError('x is not a function'), ['TypeError: x is not a function']],
  ['an error with an API key', new Error(`refused ${key}`), ['Error: refused api_…']],
  [
    'an error with an authorization header',
    new Error('Authorization: Basic YXBpX2FiYzo='),
    ['Error: Authorization: Basic …'],
  ],
  ['an error with an id', new Error('no oppo_abc123 here'), ['Error: no oppo_… here']],
  ['an error with quoted text', new Error('bad "Marlow "Robotics" Inc" at 4'), ['Error: bad "…" at 4']],
  [
    "an error with Close's own message",
    new CloseError({ kind: 'invalid', detail: 'Marlow owes us' }),
    ['CloseError: invalid'],
  ],
  ['a thrown text', 'Marlow Robotics', ['a thrown string']],
  ['a thrown null', null, ['a thrown null']],
  [
    'an error with causes',
    new Error('outer', { cause: new RangeError('inner', { cause: 7 }) }),
    ['Error: outer', 'RangeError: inner', 'a thrown number'],
  ],
])('redacts secrets and customer names in %s', (_what, thrown, causes) => {
  expect(toFault(thrown, 'popup').causes).toEqual(causes);
});

it('removes the input quoted by a JSON parse error, and shortens long messages', () => {
  expect(faultText(toFault(parseError('{"lead": Marlow}'), 'card'))).not.toContain('Marlow');
  expect(faultText(toFault(parseError('Marlow "Robotics"'), 'card'))).not.toMatch(/Marlow|Robotics/);
  expect(toFault(new Error('x'.repeat(5_000)), 'card').causes[0]?.length).toBeLessThan(220);
});

it("keeps stack frames of the extension's own code and drops those of web pages", () => {
  const error = new Error('Marlow');
  error.stack = [
    'Error: Marlow',
    '    at showDeal (chrome-extension://abcdefgh/chunks/popup-x.js:1:234)',
    '    at https://app.close.com/lead/lead_secret/:1:2',
    '    at chrome-extension://abcdefgh/background.js:3:4',
  ].join('\n');
  expect(toFault(error, 'options').frames).toEqual([
    'showDeal (/chunks/popup-x.js:1:234)',
    '/background.js:3:4',
  ]);
});
