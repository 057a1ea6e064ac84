import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEditor } from '../../../lib/editor/editor.ts';
import { createPeople } from '../../../lib/editor/people.ts';
import type { ask as askBackground } from '../../../lib/messaging/ask.ts';
import type { DealView } from '../../../lib/model/deal-view.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { lead, oppo } from '../../corpus/ids.ts';
import { sampleOpportunity } from '../samples/deal.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const waitMs = 5000;
const catalog = { pipelines: [], customFields: [], readAt: 0 };
const list = { leadName: 'Halden Foods', opportunities: [], catalog, lastUsedId: '' };
const address = 'https://app.close.com/';

/** Creates an editor whose background is rate-limited for the first `limited` requests with this name. */
function startEditor(limitedName: 'editor.open' | 'deal.open' | 'lead.open' | 'deals.find', limited = 1) {
  const requests: { name: string; id?: string }[] = [];
  const references = [
    { kind: 'lead', id: lead('a'), foundIn: 'link' },
    { kind: 'opportunity', id: oppo('a'), foundIn: 'link' },
    { kind: 'opportunity', id: oppo('b'), foundIn: 'link' },
  ] satisfies Reference[];
  const ask = async (name: string, { id }: { id?: string }) => {
    requests.push({ name, ...(id !== undefined && { id }) });
    if (name === 'damage.read') return success({ edits: [], hasChanges: false, lost: [] });
    const tries = requests.filter((each) => each.name === name).length;
    if (name === limitedName && tries <= limited)
      return failure({ kind: 'rate-limited', retryAt: Date.now() + waitMs });
    if (name === 'editor.open') return success({ address, intent: null, shows: 'references', references });
    if (name === 'lead.open') return success({ list, view: null });
    return name === 'deal.open' ? failure({ kind: 'not-found' }) : success(list);
  };
  const editor = createEditor(1, ask as unknown as typeof askBackground);
  const idsOf = (name: string) => requests.filter((each) => each.name === name).map(({ id }) => id);
  return { editor, references, idsOf, count: (name: string) => idsOf(name).length };
}

const people = [{ id: 'user_a', name: 'Ana Ruiz' }];

describe('under a rate limit,', () => {
  it.each(['user', 'contact'] as const)(
    'a list of people waits as long as Close requests: %s',
    async (kind) => {
      let requests = 0;
      const ask = async () => {
        requests += 1;
        if (requests > 2) return success(people);
        return failure({ kind: 'rate-limited', retryAt: Date.now() + waitMs });
      };
      const view = signal({ opportunity: sampleOpportunity({}), connection: {} } as DealView);
      const list = createPeople(view, ask as unknown as typeof askBackground);
      await list.load(kind);
      expect(list.problems.value[kind]?.kind).toBe('rate-limited');
      await list.load(kind);
      expect(requests).toBe(1);
      await vi.advanceTimersByTimeAsync(waitMs * 2);
      expect(list.byKind.value[kind]).toEqual(people);
      expect(list.problems.value[kind]).toBeUndefined();
      await vi.advanceTimersByTimeAsync(waitMs * 10);
      expect(requests).toBe(3);
    },
  );

  it.each([
    ['a tab', 'editor.open', { name: 'references' }],
    ['a lead', 'lead.open', { name: 'deals' }],
    ['an opportunity', 'deal.open', { name: 'problem', problem: { kind: 'not-found' } }],
  ] as const)('opening %s waits as long as Close requests and continues', async (_what, name, screen) => {
    const { editor, references, count } = startEditor(name, 2);
    await editor.open();
    const [first, second] = references;
    const chosen = { 'lead.open': first, 'deal.open': second, 'editor.open': undefined }[name];
    if (chosen) await editor.openReference(chosen);
    expect(editor.screen.value).toMatchObject({ name: 'problem', problem: { kind: 'rate-limited' } });
    await vi.advanceTimersByTimeAsync(waitMs - 1);
    expect(count(name)).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(count(name)).toBe(2);
    await vi.advanceTimersByTimeAsync(waitMs);
    expect(editor.screen.value).toMatchObject(screen);
    await vi.advanceTimersByTimeAsync(waitMs * 10);
    expect(count(name)).toBe(3);
  });

  it('a repeated opening keeps its id, so that it receives the same intent, and a new opening has another id', async () => {
    const { editor, idsOf } = startEditor('editor.open', 1);
    await editor.open();
    await vi.advanceTimersByTimeAsync(waitMs);
    await editor.open();
    const [first, repeated, next] = idsOf('editor.open');
    expect(repeated).toBe(first);
    expect(next).not.toBe(first);
  });

  it('a page left during the wait is not opened', async () => {
    const { editor, count } = startEditor('editor.open', 1);
    await editor.open();
    await editor.open();
    expect(editor.screen.value.name).toBe('references');
    await vi.advanceTimersByTimeAsync(waitMs);
    expect(count('editor.open')).toBe(2);
  });

  it('a search waits as long as Close requests and continues', async () => {
    const { editor, count } = startEditor('deals.find');
    await editor.open();
    await editor.search.find('Halden');
    expect(editor.search.problem.value?.kind).toBe('rate-limited');
    await vi.advanceTimersByTimeAsync(waitMs);
    await vi.dynamicImportSettled();
    expect(count('deals.find')).toBe(2);
    expect(editor.search.problem.value).toBeNull();
    expect(editor.screen.value).toMatchObject({ name: 'deals', isSearch: true });
  });

  it('a search is not repeated once the query changes', async () => {
    const { editor, count } = startEditor('deals.find');
    await editor.open();
    await editor.search.find('Halden');
    editor.search.type('');
    await vi.advanceTimersByTimeAsync(waitMs);
    expect(count('deals.find')).toBe(1);
  });
});
