import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { logRequest } from '../../../entrypoints/background/close/request-log.ts';
import { requestLog } from '../../../lib/storage/items.ts';

beforeEach(() => fakeBrowser.reset());
afterEach(() => vi.useRealTimers());

const call = (path: string) => ({ method: 'GET' as const, path, status: 200, milliseconds: 12 });
const expectCount = (count: number) => expect.poll(async () => (await requestLog.read())?.count).toBe(count);

it('logRequest counts simultaneous requests and stores the last one', async () => {
  logRequest(call('/pipeline/'));
  logRequest(call('/custom_field_schema/opportunity/'));
  logRequest(call('/opportunity/oppo_…/'));
  await expectCount(3);
  expect((await requestLog.read())?.last).toMatchObject({
    method: 'GET',
    path: '/opportunity/oppo_…/',
    status: 200,
  });
  logRequest(call('/custom_field_schema/opportunity/'));
  await expectCount(4);
  expect((await requestLog.read())?.last.path).toBe('/custom_field_schema/opportunity/');
});

it('logRequest restarts the count every day', async () => {
  logRequest(call('/me/'));
  await expectCount(1);
  const stored = await requestLog.read();
  if (stored) await requestLog.write({ ...stored, day: 'yesterday', count: 700 });
  logRequest(call('/me/'));
  await expectCount(1);
});

it('logRequest does not fail if the browser cannot store the log', async () => {
  vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('full'));
  logRequest(call('/me/'));
  await expect.poll(() => fakeBrowser.storage.session.set).toHaveBeenCalled();
  vi.restoreAllMocks();
});
