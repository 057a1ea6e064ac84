import { expect, it } from 'vitest';
import { lookUp } from '../../../lib/base/look-up.ts';

it.each(['constructor', '__proto__', 'toString'])('finds %s only where the record has it itself', (name) => {
  expect(lookUp({ mine: 1 }, name)).toBeUndefined();
  expect(lookUp(JSON.parse(`{"${name}": 1}`), name)).toBe(1);
});
