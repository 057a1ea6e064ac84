import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { scheduleNext } from '../../../entrypoints/background/outbox/drain.ts';
import { follow, unblock } from '../../../entrypoints/background/outbox/outbox.ts';
import { enqueue, readOperation } from '../../../entrypoints/background/outbox/store.ts';
import { connections, secret } from '../../../lib/storage/items.ts';
import { sampleOperation } from '../samples/deal.ts';

const network = { onLine: false, locks: navigator.locks };
const fetched = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('Failed to fetch')));

beforeEach(async () => {
  fakeBrowser.reset();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  vi.stubGlobal('navigator', network);
  vi.stubGlobal('fetch', fetched);
  network.onLine = false;
  fetched.mockClear();
  const of = { organizationName: '', currency: 'USD', userId: 'user_a', userName: '', roleId: '' };
  await connections.write([{ organizationId: 'orga_a', ...of }]);
  await secret('orga_a').write('fictional');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a worker that receives no network event sends within 5 s after the network returns', async () => {
  await enqueue({
    later: sampleOperation({ confidence: 75 }, { confidence: 90 }),
    shortened: [],
    replaced: [],
  });
  await scheduleNext();
  for (let seconds = 0; seconds < 60; seconds += 5) {
    // The interval is shorter than the 30 s after which Chrome stops an idle worker.
    await expect.poll(() => vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(5_000);
  }
  // What the browser says of the network is a hint: requests are tried, after 2, 4, 8 s and so on.
  const tries = fetched.mock.calls.length;
  expect(tries).toBeGreaterThan(2);
  expect(tries).toBeLessThan(7);
  await expect.poll(() => vi.getTimerCount()).toBe(1);
  network.onLine = true;
  await vi.advanceTimersByTimeAsync(5_000);
  await expect.poll(() => fetched).toHaveBeenCalledTimes(tries + 1);
  expect(String(fetched.mock.calls[0]?.[0])).toMatch(/\/opportunity\/oppo_a+\/$/);
});

it('no timer runs while nothing is waiting', async () => {
  await scheduleNext();
  expect(vi.getTimerCount()).toBe(0);
});

it('a save goes out although the browser says that it is offline', async () => {
  fetched.mockResolvedValueOnce(new Response('{}', { status: 404 }));
  const operation = sampleOperation({ confidence: 75 }, { confidence: 90 });
  await enqueue({ later: operation, shortened: [], replaced: [] });
  expect(await follow(operation.id)).toMatchObject({ state: 'refused', problem: { kind: 'not-found' } });
});

it('a save is blocked while the user withholds access to Close, and goes on when access is allowed', async () => {
  const contains = vi.fn(async () => false);
  vi.spyOn(browser, 'permissions', 'get').mockReturnValue({ contains } as never);
  const operation = sampleOperation(
    { confidence: 75 },
    { confidence: 90 },
    { id: '00000000-0000-4000-8000-000000000002' },
  );
  await enqueue({ later: operation, shortened: [], replaced: [] });
  const blocked = { state: 'blocked', problem: { kind: 'access-withheld' } };
  expect(await follow(operation.id)).toMatchObject(blocked);
  contains.mockResolvedValue(true);
  fetched.mockResolvedValueOnce(new Response('{}', { status: 404 }));
  await unblock();
  await expect.poll(() => readOperation(operation.id)).toBeNull();
});
