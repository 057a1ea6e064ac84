import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { menuPipelines, recentChanges } from '../../../lib/storage/items.ts';
import { makeRoom } from '../../../lib/storage/make-room.ts';
import { onStoreFull, partByPart, StorageError, stored, writeTogether } from '../../../lib/storage/stored.ts';

const text = stored('local:text', z.string(), 'absent');
const number = stored('local:number', z.number(), 0);

beforeEach(() => fakeBrowser.reset());
afterEach(() => {
  vi.restoreAllMocks();
  onStoreFull((_names, write) => write({}));
});

const refuse = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));

describe('a stored item', () => {
  it('reads as its default if it is damaged', async () => {
    await fakeBrowser.storage.local.set({ text: { broken: true } });
    expect(await text.read()).toBe('absent');
  });

  it('loses only damaged or unknown parts', async () => {
    const shape = z.object({ isOn: z.boolean(), size: z.number() });
    const chosen = stored('local:chosen', partByPart(shape, { isOn: false, size: 1 }), {
      isOn: false,
      size: 1,
    });
    await fakeBrowser.storage.local.set({ chosen: { isOn: true, size: 'damaged', later: 1 } });
    expect(await chosen.read()).toEqual({ isOn: true, size: 1 });
    await fakeBrowser.storage.local.set({ chosen: { size: 2 } });
    expect(await chosen.read()).toEqual({ isOn: false, size: 2 });
  });

  it('is stored after space was freed', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockImplementationOnce(refuse);
    onStoreFull((names, write) => write({ smaller: names }));
    await text.write('new');
    expect(await text.read()).toBe('new');
    expect(await fakeBrowser.storage.local.get('smaller')).toEqual({ smaller: ['text'] });
  });

  it('throws a StorageError if no space can be freed, also when written with others', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockImplementation(refuse);
    await expect(text.write('lost')).rejects.toBeInstanceOf(StorageError);
    await expect(
      writeTogether([
        [text, 'lost'],
        [number, 1],
      ]),
    ).rejects.toBeInstanceOf(StorageError);
    expect(await number.read()).toBe(0);
  });
});

it('makeRoom removes caches and all but the latest 20 changes if the known deals were not enough', async () => {
  const change = (id: number) => ({
    ...{ id: String(id), opportunityId: 'o', organizationId: 'g', leadName: '', at: id, ignored: [] },
    ...{ how: 'unchanged' as const, patch: {}, before: {}, after: {} },
  });
  await recentChanges.write(Array.from({ length: 200 }, (_each, index) => change(index)));
  await menuPipelines.write([{ id: 'pipe_a', name: 'Sales', statuses: [] }]);
  let isFull = true;
  await makeRoom(['text'], async (smaller) => {
    const isStillFull = isFull;
    isFull = false;
    if (isStillFull) throw new Error('Resource::kQuotaBytes quota exceeded');
    await fakeBrowser.storage.local.set(smaller);
  });
  expect((await recentChanges.read()).map((each) => each?.at)).toEqual(
    Array.from({ length: 20 }, (_e, at) => at),
  );
  expect(await menuPipelines.read()).toEqual([]);
});
