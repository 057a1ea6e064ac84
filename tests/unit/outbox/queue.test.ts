import { describe, expect, it } from 'vitest';
import { supersede, withoutEarlier } from '../../../lib/outbox/queue.ts';
import { sampleOperation } from '../samples/deal.ts';

const earlier = sampleOperation({ value: 1 }, { value: 2 }, { id: 'earlier' });
const later = sampleOperation({ value: 2 }, { value: 3 }, { id: 'later' });

describe('supersede', () => {
  it('replaces a waiting change of the same field and keeps its original base', () => {
    const { later: result, replaced, shortened } = supersede([earlier], later);
    expect(result).toMatchObject({ base: { value: 1 }, patch: { value: 3 }, replaces: ['earlier'] });
    expect(replaced).toEqual([earlier]);
    expect(shortened).toEqual([]);
  });

  it('records every change it replaced, across several replacements', () => {
    const second = supersede([earlier], { ...later, id: 'second' }).later;
    const third = supersede([second], sampleOperation({ value: 3 }, { value: 4 }, { id: 'third' })).later;
    expect(third).toMatchObject({ base: { value: 1 }, replaces: ['earlier', 'second'] });
  });

  it('keeps the other fields of the earlier change', () => {
    const two = sampleOperation({ value: 1, note: 'a' }, { value: 2, note: 'b' });
    const { shortened, replaced } = supersede([two], later);
    expect(shortened).toMatchObject([{ id: two.id, patch: { note: 'b' } }]);
    expect(replaced).toEqual([]);
  });

  it('takes the earlier base only for the fields that both change', () => {
    const two = sampleOperation({ value: 1, note: 'a' }, { value: 2, note: 'b' });
    const operation = sampleOperation({ value: 2, confidence: 50 }, { value: 3, confidence: 60 });
    expect(supersede([two], operation).later.base).toEqual({ value: 1, confidence: 50 });
  });

  it.each([[{ confidence: 5 }], [{ 'custom.cf_a.add': 'X' }], [{ 'custom.cf_a.remove': 'X' }]])(
    'replaces nothing if the later change is %o',
    (patch) => {
      const list = sampleOperation({}, { 'custom.cf_a.add': 'W' }, { id: 'list' });
      const operation = sampleOperation({}, patch);
      const result = supersede([earlier, list], operation);
      expect(result).toEqual({ later: operation, shortened: [], replaced: [] });
    },
  );

  it('replaces a single addition with a whole list', () => {
    const field = 'custom.cf_a';
    const added = sampleOperation({ [field]: ['A'] }, { [`${field}.add`]: 'B' }, { id: 'added' });
    const whole = sampleOperation({ [field]: ['A', 'B'] }, { [field]: ['C'] });
    expect(supersede([added], whole).later).toMatchObject({ base: { [field]: ['A'] }, replaces: ['added'] });
  });
});

describe('withoutEarlier', () => {
  it('uses the current value in Close as base instead of the cancelled one', () => {
    expect(withoutEarlier(later, earlier).base).toEqual({ value: 1 });
  });

  it('keeps a base that the user saw elsewhere', () => {
    const other = sampleOperation({ value: 7, note: 'a' }, { value: 8, note: 'b' });
    expect(withoutEarlier(other, earlier).base).toEqual({ value: 7, note: 'a' });
  });
});
