import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { logRequest } from '../../../entrypoints/background/close/request-log.ts';
import { requestLog } from '../../../lib/storage/items.ts';

beforeEach(() => fakeBrowser.reset());
afterEach(() => vi.useRealTimers());

const call = (path: string) => ({ method: 'GET' as const, path, status: 200, milliseconds: 12 });
const counted = (count: number) =>
  vi.waitFor(async () => expect((await requestLog.read())?.count).toBe(count));

it('counts requests that end at once, and remembers the last', async () => {
  logRequest(call('/pipeline/'));
  logRequest(call('/custom_field_schema/opportunity/'));
  logRequest(call('/opportunity/oppo_…/'));
  await counted(3);
  expect((await requestLog.read())?.last).toMatchObject({
    method: 'GET',
    path: '/opportunity/oppo_…/',
    status: 200,
  });
  logRequest(call('/custom_field_schema/opportunity/'));
  await counted(4);
  expect((await requestLog.read())?.last.path).toBe('/custom_field_schema/opportunity/');
});

it('starts again every day', async () => {
  logRequest(call('/me/'));
  await counted(1);
  const known = await requestLog.read();
  if (known) await requestLog.write({ ...known, day: 'yesterday', count: 700 });
  logRequest(call('/me/'));
  await counted(1);
});

it('harms no request if the browser cannot store it', async () => {
  vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('full'));
  logRequest(call('/me/'));
  await vi.waitFor(() => expect(fakeBrowser.storage.session.set).toHaveBeenCalled());
  vi.restoreAllMocks();
});
