import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSearch, pauseMs } from '../../../lib/editor/search.ts';
import type { ask as askBackground } from '../../../lib/messaging/ask.ts';
import type { DealList } from '../../../lib/messaging/contract.ts';
import type { Problem } from '../../../lib/model/problem.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { lead, oppo } from '../../corpus/ids.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A search whose answers come when the test says so, in any order. */
function startSearch() {
  const questions: { query: string; answer(result: Result<DealList>): void }[] = [];
  const ask = (_name: string, { query }: { query: string }) =>
    new Promise((answer) => {
      questions.push({ query, answer });
    });
  const outcomes = { openPasted: vi.fn(async () => {}), choose: vi.fn(), show: vi.fn(), onEmptied: vi.fn() };
  const search = createSearch({ ask: ask as unknown as typeof askBackground, ...outcomes });
  const queries = () => questions.map(({ query }) => query);
  const answer = async (place: number, result: Result<DealList>) => {
    questions[place]?.answer(result);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { search, queries, answer, ...outcomes };
}

const found = (leadName: string): DealList => ({
  ...{ leadName, opportunities: [], lastUsedId: '' },
  catalog: { pipelines: [], customFields: [], readAt: 0 },
});
const offline: Problem = { kind: 'offline' };

describe('while somebody types', () => {
  it('one search goes out once the typing pauses', async () => {
    const { search, queries } = startSearch();
    for (const typed of ['Mar', 'Marl', 'Marlo', 'Marlow ']) {
      search.type(typed);
      await vi.advanceTimersByTimeAsync(pauseMs - 1);
    }
    expect(queries()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(queries()).toEqual(['Marlow']);
    expect(search.typed.value).toBe('Marlow ');
  });

  it.each(['', 'M', ' Ma ', `oppo_${'a'.repeat(20)}`, 'lead_'])(
    'nothing is asked for "%s"',
    async (typed) => {
      const { search, queries, openPasted } = startSearch();
      search.type(typed);
      await vi.advanceTimersByTimeAsync(pauseMs);
      expect(queries()).toEqual([]);
      expect(openPasted).not.toHaveBeenCalled();
    },
  );

  it('the answer to an older text is never shown', async () => {
    const { search, answer, show } = startSearch();
    search.type('Marlow');
    await vi.advanceTimersByTimeAsync(pauseMs);
    search.type('Halden');
    await answer(0, success(found('older')));
    await vi.advanceTimersByTimeAsync(pauseMs);
    await answer(1, success(found('newer')));
    expect(show.mock.calls).toEqual([[found('newer')]]);
  });

  it('the failure of an older text is not told', async () => {
    const { search, answer } = startSearch();
    search.type('Marlow');
    await vi.advanceTimersByTimeAsync(pauseMs);
    search.type('Halden');
    await answer(0, failure(offline));
    expect(search.problem.value).toBeNull();
  });

  it('an emptied box says so at once, and drops the search', async () => {
    const { search, answer, show, onEmptied } = startSearch();
    search.type('Marlow');
    await vi.advanceTimersByTimeAsync(pauseMs);
    search.type(' ');
    expect(onEmptied).toHaveBeenCalledOnce();
    await answer(0, success(found('late')));
    expect(show).not.toHaveBeenCalled();
    expect(search.isSearching.value).toBe(false);
  });
});

describe('Enter', () => {
  it('looks for anything, at once and only once', async () => {
    const { search, queries, answer, show } = startSearch();
    search.type('Marlow');
    void search.find('Marlow');
    expect(search.isSearching.value).toBe(true);
    await vi.advanceTimersByTimeAsync(pauseMs);
    await answer(0, success(found('Marlow')));
    expect(queries()).toEqual(['Marlow']);
    expect(show).toHaveBeenCalledOnce();
    expect(search.isAnswered()).toBe(true);
    search.type('Marlows');
    expect(search.isAnswered()).toBe(false);
    void search.find('M');
    expect(queries()).toEqual(['Marlow', 'M']);
  });

  it('keeps what was typed where the search fails, and says why', async () => {
    const { search, answer } = startSearch();
    void search.find('Marlow');
    await answer(0, failure(offline));
    expect(search.problem.value).toEqual(offline);
    expect(search.typed.value).toBe('Marlow');
    expect(search.isAnswered()).toBe(false);
  });
});

describe('what is pasted', () => {
  const opportunity = { kind: 'opportunity', id: oppo('a'), foundIn: 'pointed-at' };
  it.each([
    ['an id', ` ${oppo('a')} `, opportunity],
    ['a link', `https://tool.example/?to=x%2F${oppo('a')}`, opportunity],
    ['JSON', `{"lead_id":"${lead('b')}","id":"${oppo('a')}"}`, opportunity],
    ['a line of a table', `Marlow;${oppo('a')};12`, opportunity],
    ['a lead', lead('b'), { kind: 'lead', id: lead('b'), foundIn: 'pointed-at' }],
  ])('opens at a pause: %s', async (_name, text, expected) => {
    const { search, openPasted, queries } = startSearch();
    search.type(text);
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(openPasted.mock.calls).toEqual([[expected, false]]);
    expect(queries()).toEqual([]);
  });

  it('offers a choice where it holds several ids', async () => {
    const { search, choose, openPasted } = startSearch();
    await search.find(`${oppo('a')}\n${oppo('b')}`);
    expect(choose.mock.calls[0]?.[0]).toMatchObject([{ id: oppo('a') }, { id: oppo('b') }]);
    expect(openPasted).not.toHaveBeenCalled();
  });

  it.each([`oppo_${'a'.repeat(42)}`, `https://tool.example/oppo_${'a'.repeat(44)}`])(
    'is tried although its id has an unusual length, on Enter: %s',
    async (text) => {
      const { search, openPasted } = startSearch();
      await search.find(text);
      expect(openPasted).toHaveBeenCalledWith(
        { kind: 'opportunity', id: /oppo_\w+/.exec(text)?.[0], foundIn: 'pointed-at' },
        true,
      );
    },
  );
});
