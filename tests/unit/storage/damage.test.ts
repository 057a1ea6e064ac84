import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  enqueue,
  findDamage,
  forgetDamage,
  listIds,
  listOperations,
  readChanges,
  rememberChange,
} from '../../../entrypoints/background/outbox/store.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { Operation } from '../../../lib/model/operation.ts';
import { draft, outboxIndex, outboxRecord, recentChanges } from '../../../lib/storage/items.ts';
import { addGetKeys, storedThings } from './whole-store.ts';

const { local } = fakeBrowser.storage;

beforeEach(() => {
  fakeBrowser.reset();
  addGetKeys();
});
afterEach(() => vi.restoreAllMocks());

const operation = (id: string, createdAt: number): Operation => ({
  ...{ id, opportunityId: 'oppo_a', organizationId: 'orga_a', leadName: `Lead of ${id}` },
  ...{ base: {}, patch: { confidence: createdAt }, state: 'waiting', attempts: 0, notBefore: 0 },
  ...{ createdAt, expiresAt: createdAt + 1 },
});
const change = (id: string): Change => ({
  ...{ id, opportunityId: 'oppo_a', organizationId: 'orga_a', leadName: '', at: 1, how: 'saved' },
  ...{ patch: {}, before: {}, after: {}, ignored: [] },
});

async function enqueueAll(...ids: string[]): Promise<void> {
  for (const [place, id] of ids.entries()) {
    await enqueue({ later: operation(id, place + 1), shortened: [], replaced: [] });
  }
}

const nothing = { edits: [], hasChanges: false, lost: [] };

/** What the browser does with a single key whose block on disk is broken. */
function refuseToRead(name: string): void {
  const get = local.get.bind(local);
  vi.spyOn(local, 'get').mockImplementation((asked) =>
    asked === name ? Promise.reject(new Error('Corruption: block checksum mismatch')) : get(asked),
  );
}

describe('a damaged operation', () => {
  it('is told with the name that is left, and kept until the user has heard it', async () => {
    await enqueueAll('first', 'second', 'third');
    const damaged = { ...operation('second', 2), state: 'no such state' };
    await local.set({ 'outbox:second': damaged });
    expect(await findDamage()).toEqual({
      ...nothing,
      edits: [{ id: 'second', leadName: 'Lead of second' }],
    });
    expect((await listOperations()).map(({ id }) => id)).toEqual(['first', 'third']);
    expect(await storedThings()).toMatchObject({ 'outbox:second': damaged });
    await forgetDamage();
    expect(await listIds()).toEqual(['first', 'third']);
    expect(await storedThings()).not.toHaveProperty('outbox:second');
    expect(await findDamage()).toEqual(nothing);
  });

  it.each([
    ['is garbage', () => local.set({ 'outbox:first': 7 })],
    ['is gone', () => local.remove('outbox:first')],
    ['cannot be read from the disk', async () => refuseToRead('outbox:first')],
  ])('is told where its record %s, and holds up no other', async (_what, damage) => {
    await enqueueAll('first', 'second');
    await damage();
    expect((await findDamage()).edits).toEqual([{ id: 'first', leadName: '' }]);
    expect((await listOperations()).map(({ id }) => id)).toEqual(['second']);
  });
});

describe('a damaged list of operations', () => {
  it.each([
    ['garbage', () => outboxIndex.write('?' as never)],
    ['unreadable', async () => refuseToRead('outbox')],
  ])('that is %s loses none of them, and their order neither', async (_what, damage) => {
    await enqueueAll('z', 'a', 'm');
    await damage();
    expect((await listOperations()).map(({ id }) => id)).toEqual(['z', 'a', 'm']);
    await enqueue({ later: operation('b', 9), shortened: [], replaced: [] });
    vi.restoreAllMocks();
    expect(await outboxIndex.read()).toEqual(['z', 'a', 'm', 'b']);
  });
});

describe('a damaged change', () => {
  it('costs no other, and is told until the user has heard it', async () => {
    await recentChanges.write([change('a'), { id: 'damaged' } as never, change('c')]);
    expect((await readChanges()).map(({ id }) => id)).toEqual(['a', 'c']);
    await rememberChange(change('d'));
    expect(await findDamage()).toEqual({ ...nothing, hasChanges: true });
    await forgetDamage();
    expect(await findDamage()).toEqual(nothing);
    expect((await readChanges()).map(({ id }) => id)).toEqual(['d', 'a', 'c']);
  });

  it('is told where the whole list is damaged, also after the next change', async () => {
    await local.set({ 'recent-changes': 'garbage' });
    expect([await readChanges(), (await findDamage()).hasChanges]).toEqual([[], true]);
    await rememberChange(change('d'));
    expect([(await readChanges()).length, (await findDamage()).hasChanges]).toEqual([1, true]);
  });
});

describe('what was set up and is damaged', () => {
  it.each(['connections', 'preferences', 'pins', 'quick-actions'])('is told: %s', async (name) => {
    expect(await findDamage()).toEqual(nothing);
    await local.set({ [name]: 'garbage' });
    expect(await findDamage()).toEqual({ ...nothing, lost: [`local:${name}`] });
    await local.remove(name);
    refuseToRead(name);
    expect(await findDamage()).toEqual({ ...nothing, lost: [`local:${name}`] });
  });

  it('is told of a list of connections of which one is damaged', async () => {
    await local.set({ connections: [{ organizationId: 7 }] });
    expect((await findDamage()).lost).toEqual(['local:connections']);
  });
});

it('tells a damaged draft from one that was never written', async () => {
  expect(await draft('oppo_a').look()).toEqual({ value: null, isDamaged: false });
  await local.set({ 'draft:oppo_a': { entries: 7 } });
  expect(await draft('oppo_a').look()).toEqual({ value: null, isDamaged: true });
});

it('reads a healthy outbox as it is', async () => {
  await enqueueAll('first');
  expect(await outboxRecord('first').read()).toEqual(operation('first', 1));
  expect(await findDamage()).toEqual(nothing);
});

it.each(['connections', 'preferences', 'pins', 'quick-actions'])(
  'damaged %s are told until the user has taken note of it',
  async (name) => {
    await local.set({ [name]: 'damaged' });
    expect((await findDamage()).lost).toEqual([`local:${name}`]);
    await forgetDamage();
    expect((await findDamage()).lost).toEqual([]);
  },
);
