import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ask as askBackground } from '../../../lib/messaging/ask.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { createSavedAnswer } from '../../../lib/options/saved-answer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const answering = (result: unknown) => createSavedAnswer((async () => result) as typeof askBackground);

it('answers a stored choice for a moment, which begins again with the next choice', async () => {
  const { ask, isShown } = answering(success(null));
  await ask('preferences.write', { asksBeforeSaving: true });
  expect(isShown.value).toBe(true);
  vi.advanceTimersByTime(1000);
  await ask('preferences.write', { asksBeforeSaving: false });
  vi.advanceTimersByTime(1000);
  expect(isShown.value).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(isShown.value).toBe(false);
});

it('answers neither a refused choice nor a reading request, and passes every result on', async () => {
  const refused = answering(failure({ kind: 'storage' }));
  expect(await refused.ask('preferences.write', {})).toEqual(failure({ kind: 'storage' }));
  expect(refused.isShown.value).toBe(false);
  const read = answering(success([]));
  expect(await read.ask('preferences.read', {})).toEqual(success([]));
  expect(read.isShown.value).toBe(false);
});
