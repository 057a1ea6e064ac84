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
import { addGetKeys, readWholeStore } from './whole-store.ts';

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
  for (const [index, id] of ids.entries()) {
    await enqueue({ later: operation(id, index + 1), shortened: [], replaced: [] });
  }
}

const nothing = { edits: [], hasChanges: false, lost: [] };

/** Makes the browser reject reads of one key, as it does if the key's block on disk is damaged. */
function refuseToRead(name: string): void {
  const get = local.get.bind(local);
  vi.spyOn(local, 'get').mockImplementation((keys) =>
    keys === name ? Promise.reject(new Error('Corruption: block checksum mismatch')) : get(keys),
  );
}

describe('a damaged operation', () => {
  it('is reported with its lead name and kept until the user dismisses the notice', async () => {
    await enqueueAll('first', 'second', 'third');
    const damaged = { ...operation('second', 2), state: 'no such state' };
    await local.set({ 'outbox:second': damaged });
    expect(await findDamage()).toEqual({
      ...nothing,
      edits: [{ id: 'second', leadName: 'Lead of second' }],
    });
    expect((await listOperations()).map(({ id }) => id)).toEqual(['first', 'third']);
    expect(await readWholeStore()).toMatchObject({ 'outbox:second': damaged });
    await forgetDamage();
    expect(await listIds()).toEqual(['first', 'third']);
    expect(await readWholeStore()).not.toHaveProperty('outbox:second');
    expect(await findDamage()).toEqual(nothing);
  });

  it.each([
    ['is invalid', () => local.set({ 'outbox:first': 7 })],
    ['is missing', () => local.remove('outbox:first')],
    ['cannot be read from the disk', async () => refuseToRead('outbox:first')],
  ])('is reported if its record %s, and does not block others', async (_what, damage) => {
    await enqueueAll('first', 'second');
    await damage();
    expect((await findDamage()).edits).toEqual([{ id: 'first', leadName: '' }]);
    expect((await listOperations()).map(({ id }) => id)).toEqual(['second']);
  });
});

describe('a damaged outbox index', () => {
  it.each([
    ['invalid', () => outboxIndex.write('?' as never)],
    ['unreadable', async () => refuseToRead('outbox')],
  ])('is rebuilt with all operations in their order if it is %s', async (_what, damage) => {
    await enqueueAll('z', 'a', 'm');
    await damage();
    expect((await listOperations()).map(({ id }) => id)).toEqual(['z', 'a', 'm']);
    await enqueue({ later: operation('b', 9), shortened: [], replaced: [] });
    vi.restoreAllMocks();
    expect(await outboxIndex.read()).toEqual(['z', 'a', 'm', 'b']);
  });
});

describe('a damaged change', () => {
  it('does not affect others, and is reported until the user dismisses the notice', async () => {
    await recentChanges.write([change('a'), { id: 'damaged' } as never, change('c')]);
    expect((await readChanges()).map(({ id }) => id)).toEqual(['a', 'c']);
    await rememberChange(change('d'));
    expect(await findDamage()).toEqual({ ...nothing, hasChanges: true });
    await forgetDamage();
    expect(await findDamage()).toEqual(nothing);
    expect((await readChanges()).map(({ id }) => id)).toEqual(['d', 'a', 'c']);
  });

  it('is reported if the whole list is damaged, even after the next change', async () => {
    await local.set({ 'recent-changes': 'garbage' });
    expect([await readChanges(), (await findDamage()).hasChanges]).toEqual([[], true]);
    await rememberChange(change('d'));
    expect([(await readChanges()).length, (await findDamage()).hasChanges]).toEqual([1, true]);
  });
});

describe('damaged settings', () => {
  it.each(['connections', 'preferences', 'pins', 'quick-actions'])('are reported: %s', async (name) => {
    expect(await findDamage()).toEqual(nothing);
    await local.set({ [name]: 'garbage' });
    expect(await findDamage()).toEqual({ ...nothing, lost: [`local:${name}`] });
    await local.remove(name);
    refuseToRead(name);
    expect(await findDamage()).toEqual({ ...nothing, lost: [`local:${name}`] });
  });

  it('are reported if a single connection is damaged', async () => {
    await local.set({ connections: [{ organizationId: 7 }] });
    expect((await findDamage()).lost).toEqual(['local:connections']);
  });
});

it('look distinguishes a damaged draft from a missing one', async () => {
  expect(await draft('oppo_a').look()).toEqual({ value: null, isDamaged: false });
  await local.set({ 'draft:oppo_a': { entries: 7 } });
  expect(await draft('oppo_a').look()).toEqual({ value: null, isDamaged: true });
});

it('an intact outbox is read unchanged', async () => {
  await enqueueAll('first');
  expect(await outboxRecord('first').read()).toEqual(operation('first', 1));
  expect(await findDamage()).toEqual(nothing);
});

it.each(['connections', 'preferences', 'pins', 'quick-actions'])(
  'damaged %s are reported until the user dismisses the notice',
  async (name) => {
    await local.set({ [name]: 'damaged' });
    expect((await findDamage()).lost).toEqual([`local:${name}`]);
    await forgetDamage();
    expect((await findDamage()).lost).toEqual([]);
  },
);
