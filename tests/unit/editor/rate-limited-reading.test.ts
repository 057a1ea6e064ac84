import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEditor } from '../../../lib/editor/editor.ts';
import type { ask as askBackground } from '../../../lib/messaging/ask.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { lead, oppo } from '../../corpus/ids.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const waitMs = 5000;
const catalog = { pipelines: [], customFields: [], readAt: 0 };
const list = { leadName: 'Halden Foods', opportunities: [], catalog, lastUsedId: '' };
const connection = { organizationId: 'orga_a' };

/** An editor on a page with this reference, whose background meets a rate limit the first `limited` times. */
function startEditor(kind: 'lead' | 'opportunity' | 'none', limited = 1) {
  const asked: string[] = [];
  const id = kind === 'lead' ? lead('a') : oppo('a');
  const references = kind === 'none' ? [] : [{ kind, id, foundIn: 'address' }];
  const page = { address: 'https://app.close.com/', references };
  const ask = async (name: string) => {
    asked.push(name);
    if (name === 'editor.open') return success({ ...page, connection, intent: null });
    if (name === 'page.read') return success(page);
    if (name === 'changes.list') return success({ changes: [], connections: [] });
    if (name === 'damage.read') return success({ edits: [], hasChanges: false, lost: [] });
    const tries = asked.filter((each) => each === name).length;
    if (tries <= limited) return failure({ kind: 'rate-limited', retryAt: Date.now() + waitMs });
    return name === 'deal.open' ? failure({ kind: 'not-found' }) : success(list);
  };
  const editor = createEditor(1, ask as unknown as typeof askBackground);
  return { editor, count: (name: string) => asked.filter((each) => each === name).length };
}

describe('under a rate limit', () => {
  it.each([
    ['lead', 'lead.open', { name: 'deals' }],
    ['opportunity', 'deal.open', { name: 'problem', problem: { kind: 'not-found' } }],
  ] as const)('opening a %s waits as long as Close says and goes on', async (kind, name, screen) => {
    const { editor, count } = startEditor(kind, 2);
    await editor.open();
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

  it('a page left during the wait is not opened', async () => {
    const { editor, count } = startEditor('lead', 1);
    await editor.open();
    await editor.open();
    expect(editor.screen.value.name).toBe('deals');
    await vi.advanceTimersByTimeAsync(waitMs);
    expect(count('lead.open')).toBe(2);
  });

  it('a search waits as long as Close says and goes on', async () => {
    const { editor, count } = startEditor('none');
    await editor.open();
    await editor.search.find('Halden');
    expect(editor.search.problem.value?.kind).toBe('rate-limited');
    await vi.advanceTimersByTimeAsync(waitMs);
    expect(count('deals.find')).toBe(2);
    expect(editor.search.problem.value).toBeNull();
    expect(editor.screen.value).toMatchObject({ name: 'deals', isSearch: true });
  });

  it('a search is not repeated once another text is typed', async () => {
    const { editor, count } = startEditor('none');
    await editor.open();
    await editor.search.find('Halden');
    editor.search.type('');
    await vi.advanceTimersByTimeAsync(waitMs);
    expect(count('deals.find')).toBe(1);
  });
});
