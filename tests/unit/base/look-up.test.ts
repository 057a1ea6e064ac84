import { expect, it } from 'vitest';
import { lookUp } from '../../../lib/base/look-up.ts';

it.each(['constructor', '__proto__', 'toString'])(
  'finds %s only as an own property of the record',
  (name) => {
    expect(lookUp({ mine: 1 }, name)).toBeUndefined();
    expect(lookUp(JSON.parse(`{"${name}": 1}`), name)).toBe(1);
  },
);
