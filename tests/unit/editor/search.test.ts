import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSearch, pauseMs } from '../../../lib/editor/search.ts';
import type { ask as askBackground } from '../../../lib/messaging/ask.ts';
import type { DealList } from '../../../lib/messaging/contract.ts';
import type { Problem } from '../../../lib/model/problem.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { lead, oppo } from '../../corpus/ids.ts';
import { sampleOpportunity } from '../samples/deal.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets time pass, and the parts load that are in files of their own. */
async function wait(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await vi.dynamicImportSettled();
}

/** Creates a search whose requests the test answers, in any order. */
function startSearch() {
  const requests: { query: string; id: string; answer(result: Result<DealList>): void }[] = [];
  const knownDeals = new Map<string, DealList>();
  const cancelled: string[] = [];
  const ask = (name: string, { query = '', id = '', typed = '' }: Record<string, string>) =>
    new Promise((answer) => {
      if (name === 'search.cancel') cancelled.push(id);
      else if (name === 'deals.known') answer(success(knownDeals.get(typed) ?? nothingKnown));
      else requests.push({ query, id, answer });
    });
  const outcomes = {
    openPasted: vi.fn(async () => {}),
    choose: vi.fn(),
    show: vi.fn(),
    onEmptied: vi.fn(),
    isShowing: () => false,
  };
  const search = createSearch({ ask: ask as unknown as typeof askBackground, ...outcomes });
  const queries = () => requests.map(({ query }) => query);
  const answer = async (index: number, result: Result<DealList>) => {
    requests[index]?.answer(result);
    await wait(0);
  };
  /** Returns the queries whose search was cancelled. */
  const cancelledQueries = () => cancelled.map((id) => requests.find((each) => each.id === id)?.query);
  return { search, queries, answer, cancelledQueries, knownDeals, ...outcomes };
}

const found = (leadName: string): DealList => ({
  ...{ leadName, opportunities: [], lastUsedId: '' },
  catalog: { pipelines: [], customFields: [], readAt: 0 },
});
const nothingKnown: DealList = { ...found(''), isKnownOnly: 'similar' };
const offline: Problem = { kind: 'offline' };

describe('while the user types,', () => {
  it('one search is sent once the typing pauses', async () => {
    const { search, queries } = startSearch();
    for (const typed of ['Mar', 'Marl', 'Marlo', 'Marlow ']) {
      search.type(typed);
      await wait(pauseMs - 1);
    }
    expect(queries()).toEqual([]);
    await wait(1);
    expect(queries()).toEqual(['Marlow']);
    expect(search.typed.value).toBe('Marlow ');
  });

  it.each(['', 'M', ' Ma ', `oppo_${'a'.repeat(20)}`, 'lead_'])(
    'no search is sent for "%s"',
    async (typed) => {
      const { search, queries, openPasted } = startSearch();
      search.type(typed);
      await wait(pauseMs);
      expect(queries()).toEqual([]);
      expect(openPasted).not.toHaveBeenCalled();
    },
  );

  it('the answer to a previous query is not shown', async () => {
    const { search, answer, show } = startSearch();
    search.type('Marlow');
    await wait(pauseMs);
    search.type('Halden');
    await answer(0, success(found('older')));
    await wait(pauseMs);
    await answer(1, success(found('newer')));
    expect(show.mock.calls).toEqual([[found('newer')]]);
  });

  it('a search in flight is cancelled by the next letter, and only then', async () => {
    const { search, answer, cancelledQueries } = startSearch();
    search.type('Marlow');
    await wait(pauseMs);
    expect(cancelledQueries()).toEqual([]);
    search.type('Marlow R');
    expect(cancelledQueries()).toEqual(['Marlow']);
    await wait(pauseMs);
    await answer(1, success(found('Marlow Robotics')));
    search.type('Marlow Ro');
    expect(cancelledQueries()).toEqual(['Marlow']);
  });

  it('the failure of a previous query is not shown', async () => {
    const { search, answer } = startSearch();
    search.type('Marlow');
    await wait(pauseMs);
    search.type('Halden');
    await answer(0, failure(offline));
    expect(search.problem.value).toBeNull();
  });

  it('clearing the box is reported immediately and drops the search', async () => {
    const { search, answer, show, onEmptied } = startSearch();
    search.type('Marlow');
    await wait(pauseMs);
    search.type(' ');
    expect(onEmptied).toHaveBeenCalledOnce();
    await answer(0, success(found('late')));
    expect(show).not.toHaveBeenCalled();
    expect(search.isSearching.value).toBe(false);
  });
});

describe('Enter', () => {
  it('searches for any text, immediately and only once', async () => {
    const { search, queries, answer, show } = startSearch();
    search.type('Marlow');
    void search.find('Marlow');
    await wait(0);
    expect(search.isSearching.value).toBe(true);
    await wait(pauseMs);
    await answer(0, success(found('Marlow')));
    expect(queries()).toEqual(['Marlow']);
    expect(show).toHaveBeenCalledOnce();
    expect(search.isAnswered()).toBe(true);
    search.type('Marlows');
    expect(search.isAnswered()).toBe(false);
    void search.find('M');
    await wait(0);
    expect(queries()).toEqual(['Marlow', 'M']);
  });

  it('keeps the query if the search fails, and sets the problem', async () => {
    const { search, answer } = startSearch();
    void search.find('Marlow');
    await wait(0);
    await answer(0, failure(offline));
    expect(search.problem.value).toEqual(offline);
    expect(search.typed.value).toBe('Marlow');
    expect(search.isAnswered()).toBe(false);
  });
});

describe('pasted text', () => {
  const opportunity = { kind: 'opportunity', id: oppo('a'), foundIn: 'pointed-at' };
  it.each([
    ['an id', ` ${oppo('a')} `, opportunity],
    ['a link', `https://tool.example/?to=x%2F${oppo('a')}`, opportunity],
    ['JSON', `{"lead_id":"${lead('b')}","id":"${oppo('a')}"}`, opportunity],
    ['a line of CSV', `Marlow;${oppo('a')};12`, opportunity],
    ['a lead id', lead('b'), { kind: 'lead', id: lead('b'), foundIn: 'pointed-at' }],
  ])('opens after a pause if it is %s', async (_name, text, expected) => {
    const { search, openPasted, queries } = startSearch();
    search.type(text);
    await wait(pauseMs);
    expect(openPasted.mock.calls).toEqual([[expected, false]]);
    expect(queries()).toEqual([]);
  });

  it('offers a choice if it contains several ids', async () => {
    const { search, choose, openPasted } = startSearch();
    await search.find(`${oppo('a')}\n${oppo('b')}`);
    expect(choose.mock.calls[0]?.[0]).toMatchObject([{ id: oppo('a') }, { id: oppo('b') }]);
    expect(openPasted).not.toHaveBeenCalled();
  });

  it.each([`oppo_${'a'.repeat(42)}`, `https://tool.example/oppo_${'a'.repeat(44)}`])(
    'is opened on Enter despite an unusual length of its id: %s',
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

describe('deals known on this device', () => {
  const dealsOf = (...leadNames: string[]): DealList => ({
    ...found(''),
    opportunities: leadNames.map((leadName) => sampleOpportunity({}, { id: leadName, leadName })),
  });
  const shownNames = (show: ReturnType<typeof vi.fn>) =>
    show.mock.calls.map(([list]) => (list as DealList).opportunities.map(({ leadName }) => leadName));

  it('are shown at the first letter, before Close is asked, and stay if Close fails', async () => {
    const { search, knownDeals, show, answer, queries } = startSearch();
    knownDeals.set('m', { ...dealsOf('Marlow'), isKnownOnly: 'exact' });
    knownDeals.set('marl', { ...dealsOf('Marlow'), isKnownOnly: 'exact' });
    search.type('m');
    await wait(pauseMs);
    search.type('marl');
    await wait(0);
    expect(shownNames(show)).toEqual([['Marlow'], ['Marlow']]);
    expect(queries()).toEqual([]);
    await wait(pauseMs);
    await answer(0, failure(offline));
    expect(search.problem.value).toEqual(offline);
    expect(shownNames(show)).toHaveLength(2);
  });

  it('keep their places when Close answers, with the deals of Close behind them', async () => {
    const { search, knownDeals, show, answer } = startSearch();
    knownDeals.set('mar', { ...dealsOf('Marlow', 'Marble'), isKnownOnly: 'exact' });
    search.type('mar');
    await wait(pauseMs);
    await answer(0, success(dealsOf('Market', 'Marble')));
    expect(shownNames(show).at(-1)).toEqual(['Marlow', 'Marble', 'Market']);
  });

  it('go behind those of Close if they only have the words with typing errors', async () => {
    const { search, knownDeals, show, answer } = startSearch();
    knownDeals.set('holden', { ...dealsOf('Halden'), isKnownOnly: 'similar' });
    search.type('holden');
    await wait(pauseMs);
    await answer(0, success(dealsOf('Holden Cars')));
    expect(shownNames(show)).toEqual([['Halden'], ['Holden Cars', 'Halden']]);
  });
});
