import { afterEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { ask } from '../../../lib/messaging/ask.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function background(...answers: (() => unknown)[]) {
  const send = vi.spyOn(browser.runtime, 'sendMessage');
  for (const answer of answers) send.mockImplementationOnce(async () => answer());
  return send;
}

const closed = () => {
  throw new Error('The message port closed before a response was received.');
};

it('repeats a request if the worker stopped before it answered', async () => {
  const send = background(
    closed,
    () => undefined,
    () => ({ ok: true, value: [] }),
  );
  expect(await ask('connection.list', {})).toEqual({ ok: true, value: [] });
  expect(send).toHaveBeenCalledTimes(3);
});

it('keeps trying for a worker that refuses messages for half a second', async () => {
  vi.useFakeTimers();
  const refusedUntil = Date.now() + 500;
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async () =>
    Date.now() < refusedUntil ? closed() : { ok: true, value: [] },
  );
  const answer = ask('connection.list', {});
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await answer).toEqual({ ok: true, value: [] });
});

it('returns a problem after a few attempts', async () => {
  vi.useFakeTimers();
  const send = background(closed, closed, closed, closed, closed, closed);
  const answer = ask('connection.list', {});
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await answer).toEqual({ ok: false, problem: { kind: 'unexpected' } });
  expect(send.mock.calls.length).toBeLessThanOrEqual(5);
});

it('reports that the extension was updated while the page was open', async () => {
  background(closed);
  vi.spyOn(browser.runtime, 'id', 'get').mockReturnValue(undefined as unknown as string);
  expect(await ask('connection.list', {})).toEqual({ ok: false, problem: { kind: 'extension-restarted' } });
});
