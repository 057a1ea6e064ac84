import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  endOfPause,
  type RatePause,
  type RatePauseStore,
  readRetryAt,
  startPause,
} from '../../../lib/close-api/rate-limit.ts';

const now = Date.parse('2026-11-25T10:00:00Z');
beforeEach(() => {
  vi.useFakeTimers({ now });
});
afterEach(() => {
  vi.useRealTimers();
});

function storeOf(pause: RatePause): RatePauseStore & { pause: RatePause } {
  const store = {
    pause,
    read: async () => store.pause,
    async update(change: (previous: RatePause) => RatePause) {
      store.pause = change(store.pause);
    },
  };
  return store;
}

it.each([
  ['a pause that began before', { since: now - 1, until: now + 5 }, now + 5],
  ['one that begins now', { since: now, until: now + 5 }, now + 5],
  ['none if the clock was set back since', { since: now + 1, until: now + 5 }, 0],
])('the end is that of %s', (_what, pause, end) => {
  expect(endOfPause(pause)).toBe(end);
});

describe('a pause starts', () => {
  const ago = (since: number, until: number): RatePause => ({ since: now - since, until: now - until });
  it.each<[string, RatePause, number | undefined, RatePause]>([
    ['for 2 s if none was before', ago(now, now), undefined, { since: now, until: now + 2_000 }],
    ['until the time Close says', ago(now, now), now + 9_000, { since: now, until: now + 9_000 }],
    ['for 250 ms if that time is over', ago(now, now), now, { since: now, until: now + 250 }],
    ['not again while a longer one lasts', ago(100, -5_000), now + 4_000, ago(100, -5_000)],
    ['not again while one of that length lasts', ago(100, -5_000), now + 5_000, ago(100, -5_000)],
    ['not again while one lasts and Close says nothing', ago(100, -5_000), undefined, ago(100, -5_000)],
    ['again while a shorter one lasts', ago(100, -500), now + 4_000, { since: now, until: now + 4_000 }],
    ['again when one just ended', ago(3_000, 0), undefined, { since: now, until: now + 6_000 }],
    ['twice as long within a minute', ago(63_000, 59_999), undefined, { since: now, until: now + 6_002 }],
    ['for 2 s after a minute', ago(64_000, 60_000), undefined, { since: now, until: now + 2_000 }],
    ['for 2 s at least', ago(500, 0), undefined, { since: now, until: now + 2_000 }],
    ['for 5 min at most', ago(200_000, 0), undefined, { since: now, until: now + 300_000 }],
    [
      'for 2 s if the clock was set back since the last one',
      { since: now + 1_000, until: now + 9_000 },
      undefined,
      { since: now, until: now + 2_000 },
    ],
    [
      'not again if one began at this moment',
      { since: now, until: now + 1 },
      undefined,
      { since: now, until: now + 1 },
    ],
  ])('%s', async (_what, previous, retryAt, expected) => {
    const store = storeOf(previous);
    expect(await startPause(store, retryAt)).toBe(expected.until);
    expect(store.pause).toEqual(expected);
  });

  it('also if it cannot be stored', async () => {
    const broken = { ...storeOf({ since: 0, until: 0 }), update: () => Promise.reject(new Error('full')) };
    expect(await startPause(broken, undefined)).toBe(now + 2_000);
    expect(await startPause(broken, now + 7)).toBe(now + 7);
  });
});

it.each<[Record<string, string>, boolean, number | undefined]>([
  [{ ratelimit: 'limit=100, remaining=0, reset=0.6' }, true, 600],
  [{ ratelimit: 'limit=100; remaining=0; reset = 5' }, true, 5_000],
  [{ 'ratelimit-reset': '3', 'retry-after': '9' }, true, 3_000],
  [{ 'x-rate-limit-reset': '2' }, true, 2_000],
  [{ ratelimit: 'limit=100, reset=5', 'retry-after': '9' }, false, 9_000],
  [{ ratelimit: 'limit=100, reset=5' }, false, undefined],
  [{ 'retry-after': '0' }, true, 0],
  [{ 'retry-after': '0.0001' }, true, 1],
  [{ 'retry-after': ' ' }, true, undefined],
  [{ 'retry-after': '-1' }, true, undefined],
  [{ 'retry-after': 'Wed, 25 Nov 2026 10:00:00 GMT' }, true, undefined],
  [{ 'retry-after': '999999999' }, true, 86_400_000],
  [{}, true, undefined],
])('%j of an answer that was limited (%s) says to wait %s ms', (headers, isLimited, wait) => {
  const retryAt = readRetryAt(new Headers(headers), now, isLimited);
  expect(retryAt).toBe(wait === undefined ? undefined : now + wait);
});
