import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { collectShape, findDifferences, findLacking } from '../../../scripts/verify-live/answer-shape.ts';

const schema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.optional(z.nullable(z.string())),
      type: z.catch(z.enum(['active', 'won']), 'active'),
      roles: z.optional(z.nullable(z.array(z.object({ id: z.string() })))),
    }),
  ),
});
const recorded = { data: [{ id: 'a', name: 'A', type: 'active', roles: null, color: 'red', size: null }] };
const item = recorded.data[0];
const differencesOf = (...data: unknown[]) =>
  findDifferences(schema, [{ data }], [recorded]).map(
    ({ place, what, doesBreak }) => `${doesBreak ? '!' : '-'} ${place}: ${what}`,
  );

describe('the differences of an answer', () => {
  it('are none where it has the keys of the schema and of recorded answers', () => {
    expect(differencesOf(item)).toEqual([]);
    expect(differencesOf()).toEqual([]);
    expect(differencesOf({ ...item, size: 3 })).toEqual([]);
    expect(differencesOf({ ...item, roles: [] }, { ...item, roles: [{ id: 'x' }], color: null })).toEqual([]);
  });

  it('name a new key, without looking into it', () => {
    expect(differencesOf({ ...item, owner: { name: 'Ana' } })).toEqual(['- data[].owner: new, object']);
  });

  it('name a missing key, and whether the code needs it', () => {
    const { id: _id, ...withoutId } = { ...item, roles: [{}] };
    expect(differencesOf(withoutId)).toEqual([
      '! data[].id: missing, and needed',
      '! data[].roles[].id: missing, and needed',
    ]);
    expect(differencesOf({ id: 'a', type: 'won', color: 'red', size: null })).toEqual([
      '- data[].name: missing, which the code allows',
      '- data[].roles: missing, which the code allows',
    ]);
  });

  it('name another type, which breaks only what the code reads', () => {
    expect(differencesOf({ ...item, id: 7, color: 7 })).toEqual([
      '- data[].color: number instead of text',
      '! data[].id: number instead of text',
    ]);
    expect(differencesOf({ ...item, id: null })).toEqual(['! data[].id: null instead of text']);
    expect(differencesOf({ ...item, type: 'a type of the future' }, { ...item, type: null })).toEqual([]);
  });

  it('call no key new where nothing is recorded', () => {
    expect(findDifferences(schema, [{ data: [{ ...item, owner: 1 }] }], [])).toEqual([]);
  });

  it('contain no value, and no key that a customer chose', () => {
    const found = findDifferences(
      schema,
      [
        {
          'Deal size': 1,
          lead_a1B2c3: 2,
          'custom.cf_a1B2c3': 'Marlow',
          data: [{ ...item, id: { marlow: 1 } }],
        },
      ],
      [recorded],
    );
    expect(JSON.stringify(found)).not.toMatch(/Deal size|a1B2c3|marlow/i);
    expect(found.map(({ place }) => place)).toEqual(['…', 'data[].id']);
  });
});

describe('what answers lack of a recorded one', () => {
  it('is each key that none of them has in its object', () => {
    const lacking = (...answers: unknown[]) =>
      findLacking(recorded, answers).map(({ place, what }) => `${place}: ${what}`);
    expect(lacking(recorded)).toEqual([]);
    const { color: _color, ...withoutColor } = { ...item };
    expect(lacking({ data: [withoutColor, item] })).toEqual([]);
    expect(lacking({ data: [withoutColor] })).toEqual(['data[].color: missing']);
    expect(lacking({ data: [{ ...item, color: 7, size: 7 }] })).toEqual([
      'data[].color: number instead of text',
    ]);
    expect(lacking({ data: [] })).toEqual([]);
  });

  it('is looked for at every depth', () => {
    const nested = { memberships: [{ rights: { 'custom.cf_a1B2c3': [1] } }] };
    expect([...collectShape(nested).keys()]).toEqual([
      ...['', 'memberships', 'memberships[]', 'memberships[].rights'],
      ...['memberships[].rights.custom.…', 'memberships[].rights.custom.…[]'],
    ]);
    expect(findLacking(nested, [{ memberships: [{ rights: {} }] }])).toMatchObject([
      { place: 'memberships[].rights.custom.…' },
    ]);
  });
});
