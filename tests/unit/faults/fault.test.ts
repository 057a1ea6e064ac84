import { expect, it } from 'vitest';
import { CloseError } from '../../../lib/close-api/errors.ts';
import { faultText, toFault } from '../../../lib/faults/fault.ts';

const key = `api_${'k'.repeat(20)}.${'s'.repeat(20)}`;

/** What the engine itself throws for a text. */
function parseError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

it.each<[string, unknown, string[]]>([
  ['an error', new TypeError('x is not a function'), ['TypeError: x is not a function']],
  ['a key', new Error(`refused ${key}`), ['Error: refused api_…']],
  ['a header', new Error('Authorization: Basic YXBpX2FiYzo='), ['Error: Authorization: Basic …']],
  ['an id', new Error('no oppo_abc123 here'), ['Error: no oppo_… here']],
  ['a text with quotes', new Error('bad "Marlow "Robotics" Inc" at 4'), ['Error: bad "…" at 4']],
  [
    "Close's own words",
    new CloseError({ kind: 'invalid', detail: 'Marlow owes us' }),
    ['CloseError: invalid'],
  ],
  ['a thrown text', 'Marlow Robotics', ['a thrown string']],
  ['nothing', null, ['a thrown null']],
  [
    'its causes',
    new Error('outer', { cause: new RangeError('inner', { cause: 7 }) }),
    ['Error: outer', 'RangeError: inner', 'a thrown number'],
  ],
])('keeps the causes of a fault, but of %s no secret and no customer', (_what, thrown, causes) => {
  expect(toFault(thrown, 'popup').causes).toEqual(causes);
});

it('keeps nothing of a text that the engine could not read, and cuts what is long', () => {
  expect(faultText(toFault(parseError('{"lead": Marlow}'), 'card'))).not.toContain('Marlow');
  expect(faultText(toFault(parseError('Marlow "Robotics"'), 'card'))).not.toMatch(/Marlow|Robotics/);
  expect(toFault(new Error('x'.repeat(5_000)), 'card').causes[0]?.length).toBeLessThan(220);
});

it('keeps the places in the code of the extension and in no page', () => {
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
