import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { scheduleNext } from '../../../entrypoints/background/outbox/drain.ts';
import { enqueue } from '../../../entrypoints/background/outbox/store.ts';
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
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    await vi.advanceTimersByTimeAsync(5_000);
  }
  expect(fetched).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
  network.onLine = true;
  await vi.advanceTimersByTimeAsync(5_000);
  await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(1));
  expect(String(fetched.mock.calls[0]?.[0])).toMatch(/\/opportunity\/oppo_a+\/$/);
});

it('no timer runs while nothing is waiting', async () => {
  await scheduleNext();
  expect(vi.getTimerCount()).toBe(0);
});
