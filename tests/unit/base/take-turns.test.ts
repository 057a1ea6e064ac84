import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTurns } from '../../../lib/base/take-turns.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('starts at once, and then rests; of the work that waits, only the newest runs', async () => {
  const takeTurn = createTurns<string, number>(150);
  const ran: number[] = [];
  const run = (key: string, number: number) =>
    takeTurn(key, async () => {
      ran.push(number);
      return number;
    });
  const first = run('one', 1);
  expect(await first).toBe(1);
  const rest = [2, 3, 4].map((number) => run('one', number));
  await run('other', 5);
  await vi.advanceTimersByTimeAsync(149);
  expect(ran).toEqual([1, 5]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await Promise.all(rest)).toEqual([4, 4, 4]);
  expect(ran).toEqual([1, 5, 4]);
});

it('starts the next work only when the previous one has ended, even if that failed', async () => {
  const takeTurn = createTurns<string, string>(150);
  let fail = (_error: Error) => {};
  const failing = takeTurn('one', () => new Promise((_resolve, reject) => (fail = reject)));
  const failed = failing.catch(() => 'failed');
  await vi.advanceTimersByTimeAsync(0);
  const next = takeTurn('one', async () => 'done');
  let isDone = false;
  void next.then(() => (isDone = true));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(isDone).toBe(false);
  fail(new Error('no'));
  expect(await failed).toBe('failed');
  expect(await next).toBe('done');
});
