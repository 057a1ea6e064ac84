import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { type Client, installWorld, startClient } from './client.ts';

let sandbox: Sandbox;
let client: Client;

beforeEach(async () => {
  sandbox = await startSandbox();
  installWorld(sandbox);
  client = await startClient('first');
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await sandbox.stop();
});

const newId = () => `oppo_${crypto.randomUUID().replaceAll('-', '').padEnd(43, '0')}`;
const deal = () => sandbox.world.opportunities.get(ids.sampleDeal);
const puts = () => sandbox.requests.filter(({ method }) => method === 'PUT');
const save = (base: Values, patch: Values, id: string = crypto.randomUUID()) =>
  client.save({
    ...{ id, opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder },
    ...{ leadName: 'Marlow Robotics', base, patch },
  });
const stored = async (key: string) => (await client.browser.storage.local.get(key))[key];
const answered = (state: string) => ({ ok: true, value: { state } });

/** Starts another worker of the same browser. */
const nextWorker = () => startClient('next', client.browser);

describe('a worker that dies', () => {
  it('after the outcome of a change is stored leaves nothing waiting', async () => {
    const { local } = client.browser.storage;
    const remove = local.remove;
    local.remove = () => new Promise(() => {});
    const id = crypto.randomUUID();
    void save({ confidence: 75 }, { confidence: 90 }, id);
    await waitFor('the end', async () => JSON.stringify(await stored('outbox')) === '[]');
    local.remove = remove;
    expect(await (await nextWorker()).follow(id)).toMatchObject({ state: 'saved' });
    expect(puts()).toHaveLength(1);
  });

  it('leaves its save to be reported by the next worker once the deal can be read', async () => {
    const id = crypto.randomUUID();
    await save({ confidence: 75 }, { confidence: 90 }, id);
    const next = await nextWorker();
    sandbox.fault({ method: 'GET', then: { status: 503 } });
    expect(await next.follow(id)).toMatchObject({ state: 'waiting', problem: { kind: 'unavailable' } });
    expect(await next.follow(id)).toMatchObject({ state: 'saved' });
  });
});

describe('the outbox alarm', () => {
  it('repeats if the worker dies during its work, and is cleared with the last change', async () => {
    const { alarms } = client.browser;
    const id = crypto.randomUUID();
    sandbox.fault({ method: 'PUT', then: { hold: new Promise(() => {}), applied: 'before' } });
    void save({ confidence: 75 }, { confidence: 90 }, id);
    await waitFor('the PUT', () => puts().length === 1);
    alarms.ring('outbox');
    expect(await alarms.get('outbox')).toBeDefined();
    expect(await (await nextWorker()).follow(id)).toMatchObject({ state: 'saved' });
    expect(await alarms.get('outbox')).toBeUndefined();
  });
});

describe('a save for a page that has moved on', () => {
  const address = `https://app.close.com/lead/${ids.leads.sample}/`;
  const reference = { kind: 'lead', id: ids.leads.sample, foundIn: 'address' } as const;
  const leave = () => {
    client.browser.tabs.get = async () => ({ url: `https://app.close.com/lead/${ids.leads.emoji}/` });
  };
  const request = { opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder };
  const ask = (id: string) =>
    client.save(
      {
        ...{ ...request, id, leadName: 'Marlow Robotics' },
        ...{ base: { confidence: 75 }, patch: { confidence: 90 } },
      },
      { tabId: 1, address, reference },
    );

  it('is refused, and nothing is stored', async () => {
    leave();
    expect(await ask(crypto.randomUUID())).toEqual({ ok: false, problem: { kind: 'moved-on' } });
    expect((await stored('outbox')) ?? []).toEqual([]);
    expect(sandbox.requests).toEqual([]);
  });

  it('continues if it was stored before that and its worker died before answering', async () => {
    sandbox.fault({ method: 'PUT', then: 'drop-after' });
    const id = crypto.randomUUID();
    expect(await ask(id)).toMatchObject(answered('waiting'));
    client = await nextWorker();
    leave();
    expect(await ask(id)).toMatchObject(answered('waiting'));
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 60_000);
    expect(await client.follow(id)).toMatchObject({ state: 'saved' });
    expect(puts()).toHaveLength(1);
  });
});

describe('a save for a deal that the content of the page led to', () => {
  const address = 'https://mail.example/inbox';
  type Scan = { references: Reference[]; people: string[] } | 'took-too-long' | 'not-readable';
  const naming = (...names: string[]): Scan => ({
    references: names.map((id) => ({ kind: 'opportunity', id, foundIn: 'text' })),
    people: [],
  });
  /** Shows a page at the same address, by what the quick and the complete look find in it. */
  const showPage = (first: Scan, whole = first) => {
    const executeScript = async ({ files: [file] }: { files: string[] }) => [
      { frameId: 0, result: file === '/read-page.js' ? first : whole },
    ];
    Object.assign(client.browser, { scripting: { executeScript } });
    client.browser.tabs.get = async () => ({ url: address });
  };
  const ask = (rest = {}, reference: Partial<Reference> = {}) =>
    client.save(
      {
        ...{ id: crypto.randomUUID(), opportunityId: ids.sampleDeal, leadName: 'Marlow Robotics' },
        ...{ organizationId: ids.organizations.alder, base: { confidence: 75 }, patch: { confidence: 90 } },
      },
      {
        ...{ tabId: 1, address, ...rest },
        reference: { kind: 'opportunity', id: ids.sampleDeal, foundIn: 'text', ...reference },
      },
    );

  it.each([
    ['another deal', naming(ids.deals.emoji)],
    ['no deal', naming()],
    ['only its lead', naming(ids.leads.sample)],
  ])('is asked about if the page at the same address now names %s', async (_what, page) => {
    showPage(page);
    expect(await ask()).toEqual({ ok: false, problem: { kind: 'not-on-page' } });
    expect((await stored('outbox')) ?? []).toEqual([]);
    expect(sandbox.requests).toEqual([]);
  });

  it('is asked about if the page no longer names the lead that led to it', async () => {
    showPage(naming(ids.sampleDeal));
    expect(await ask({}, { kind: 'lead', id: ids.leads.sample, foundIn: 'link' })).toEqual({
      ok: false,
      problem: { kind: 'not-on-page' },
    });
  });

  it.each([
    ['the page still names it among others', naming(ids.deals.emoji, ids.sampleDeal)],
    ['reading the page takes too long', 'took-too-long' as const],
    ['the page cannot be read', 'not-readable' as const],
    ['the page names more deals than are listed', naming(...Array.from({ length: 50 }, () => newId()))],
  ])('is saved if %s', async (_why, page) => {
    showPage(page);
    expect(await ask()).toMatchObject(answered('saved'));
  });

  it('is saved if only the complete look finds it', async () => {
    showPage(naming(ids.deals.emoji), naming(ids.sampleDeal));
    expect(await ask()).toMatchObject(answered('saved'));
  });

  it('is saved without looking again once the user has confirmed it, but not at another address', async () => {
    showPage(naming());
    expect(await ask({ isConfirmed: true })).toMatchObject(answered('saved'));
    client.browser.tabs.get = async () => ({ url: `${address}/2` });
    expect(await ask({ isConfirmed: true })).toEqual({ ok: false, problem: { kind: 'moved-on' } });
  });

  it('makes no request more than any other save', async () => {
    showPage(naming(ids.sampleDeal));
    await ask();
    const withPage = sandbox.requests.length;
    await save({ confidence: 90 }, { confidence: 50 });
    expect(sandbox.requests.length - withPage).toBe(withPage);
  });
});

describe('an undo of a change that later ones have pushed out of the recent changes', () => {
  it('restores the former value when the table sends the change', async () => {
    const saved = await save({ confidence: 75 }, { confidence: 90 });
    if (!saved.ok || saved.value.state !== 'saved') throw new Error('The change was not saved.');
    const { change } = saved.value;
    const later = Array.from({ length: 200 }, () => ({ ...change, id: crypto.randomUUID() }));
    await client.browser.storage.local.set({ 'recent-changes': later });
    const id = crypto.randomUUID();
    expect(await client.undoChange({ id, change })).toMatchObject(answered('saved'));
    expect(deal()?.confidence).toBe(75);
    expect(await stored('recent-changes')).toMatchObject({ 0: { id, undoes: change.id }, length: 200 });
  });
});

describe('a rate limit on reading the outcome of a change', () => {
  it('also pauses every other request', async () => {
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
    await save({ confidence: 75 }, { confidence: 90 }, first);
    client = await nextWorker();
    sandbox.fault({ method: 'GET', then: { status: 429, retryAfter: 60 } });
    expect(await client.follow(first)).toMatchObject({ state: 'waiting', problem: { kind: 'rate-limited' } });
    const before = sandbox.requests.length;
    expect(await save({ confidence: 90 }, { confidence: 50 }, second)).toMatchObject(answered('waiting'));
    expect(await client.follow(first)).toMatchObject({ state: 'waiting' });
    expect(sandbox.requests).toHaveLength(before);
  });
});

describe('a rate limit after which the worker dies before storing the change', () => {
  it('also pauses the next worker, for any deal', async () => {
    const { local } = client.browser.storage;
    const set = local.set;
    sandbox.fault({ method: 'PUT', then: { status: 429, retryAfter: 60 } });
    const isRefused = () => puts()[0]?.status === 429;
    let isDead = false;
    local.set = async (values) => {
      if (!isRefused()) return set(values);
      isDead = true;
      return new Promise(() => {});
    };
    void save({ confidence: 75 }, { confidence: 90 });
    await waitFor('the death', () => isDead);
    local.set = set;
    client = await nextWorker();
    const sent = sandbox.requests.length;
    const other = { opportunityId: ids.deals.emoji, organizationId: ids.organizations.alder };
    const edit = { base: { note: '' }, patch: { note: 'Called' } };
    const request = { id: crypto.randomUUID(), leadName: 'A lead', ...other, ...edit };
    expect(await client.save(request)).toMatchObject({
      value: { state: 'waiting', problem: { kind: 'rate-limited' } },
    });
    expect(sandbox.requests).toHaveLength(sent);
  });
});

describe('cancelling a change during a rate limit', () => {
  it('removes its mark from the toolbar button at once', async () => {
    const { readAttentionMarks } = client.modules.marks;
    sandbox.fault({ method: 'PUT', then: { status: 429, retryAfter: 60 } });
    const id = crypto.randomUUID();
    expect(await save({ confidence: 75 }, { confidence: 90 }, id)).toMatchObject(answered('waiting'));
    expect(await readAttentionMarks()).toMatchObject({ [ids.sampleDeal]: 'waiting' });
    await client.cancel({ id });
    expect(await readAttentionMarks()).toEqual({});
  });
});

describe('cancelling a change whose answer was lost', () => {
  it('reports it as saved if it was applied, so that it can be undone', async () => {
    sandbox.fault({ method: 'PUT', then: 'drop-after' });
    const id = crypto.randomUUID();
    expect(await save({ confidence: 75 }, { confidence: 90 }, id)).toMatchObject(answered('waiting'));
    expect(await client.cancel({ id })).toMatchObject(answered('saved'));
    expect(await client.undo({ changeId: id, id: crypto.randomUUID() })).toMatchObject(answered('saved'));
    expect(deal()?.confidence).toBe(75);
  });

  it('removes it if it was not applied', async () => {
    sandbox.fault({ method: 'PUT', then: 'drop-before' });
    const id = crypto.randomUUID();
    await save({ confidence: 75 }, { confidence: 90 }, id);
    expect(await client.cancel({ id })).toMatchObject(answered('gone'));
    expect(await stored('outbox')).toEqual([]);
    expect(puts()).toHaveLength(1);
    expect(deal()?.confidence).toBe(75);
  });

  it('waits for Close if the deal cannot be read', async () => {
    sandbox.fault({ method: 'PUT', then: 'drop-before' });
    const id = crypto.randomUUID();
    vi.useFakeTimers({ toFake: ['Date'] });
    await save({ confidence: 75 }, { confidence: 90 }, id);
    sandbox.fault({ method: 'GET', then: { status: 503 } });
    expect(await client.cancel({ id })).toMatchObject(answered('waiting'));
    vi.setSystemTime(Date.now() + 60_000);
    expect(await client.follow(id)).toEqual({ state: 'gone' });
    expect(deal()?.confidence).toBe(75);
  });
});

describe('a status of another organization', () => {
  const statuses = [{ id: ids.statuses.proposalSent, label: 'Proposal sent', type: 'active' }];
  const catalog = { pipelines: [{ id: 'pipe_a', name: 'Sales', statuses }], customFields: [], readAt: 0 };
  const foreign = 'stat_of_another_organization';

  beforeEach(() => client.browser.storage.session.set({ [`catalog:${ids.organizations.alder}`]: catalog }));

  it('is refused before anything is stored or requested', async () => {
    const answer = await save({ status_id: ids.statuses.demoDone }, { status_id: foreign });
    expect(answer).toEqual({ ok: false, problem: { kind: 'foreign-status' } });
    expect((await stored('outbox')) ?? []).toEqual([]);
    expect(sandbox.requests).toEqual([]);
  });

  it("does not affect a status of the deal's organization", async () => {
    const own = { status_id: ids.statuses.proposalSent };
    expect(await save({ status_id: ids.statuses.demoDone }, own)).toMatchObject(answered('saved'));
  });
});

describe('simultaneous operations:', () => {
  it('a change cancelled while the previous change of its deal is refused stays cancelled', async () => {
    const { local } = client.browser.storage;
    const [earlier, later] = [crypto.randomUUID(), crypto.randomUUID()];
    let release = (): void => {};
    const hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    sandbox.fault({ method: 'GET', then: { hold, applied: 'before' } });
    sandbox.fault({ method: 'PUT', then: { status: 403 } });
    const first = save({ confidence: 75 }, { confidence: 90 }, earlier);
    await waitFor('the reading', () => sandbox.requests.length === 1);
    const second = save({ confidence: 90 }, { confidence: 50 }, later);
    await waitFor('the record', async () => await stored(`outbox:${later}`));
    // Cancels exactly when the refusal is about to rewrite the later change.
    const get = local.get;
    let cancelled: Promise<unknown> | undefined;
    local.get = async (name: string | null) => {
      const values = await get(name);
      const isRewriting = puts()[0]?.status === 403 && name === `outbox:${later}`;
      if (isRewriting && !cancelled) {
        cancelled = client.cancel({ id: later });
        for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
      }
      return values;
    };
    release();
    expect(await first).toMatchObject(answered('refused'));
    expect(await cancelled).toMatchObject(answered('gone'));
    expect(await second).toMatchObject(answered('gone'));
    expect(await stored(`outbox:${later}`)).toBeUndefined();
  });

  it('resolving a conflict in two windows overwrites only values that were shown', async () => {
    const id = crypto.randomUUID();
    sandbox.changeBehind(ids.sampleDeal, { confidence: 10 });
    expect(await save({ confidence: 75 }, { confidence: 90 }, id)).toMatchObject(answered('conflict'));
    sandbox.changeBehind(ids.sampleDeal, { confidence: 20 });
    const choice = { id, mine: ['confidence'], seen: { confidence: 10 } };
    expect(await client.resolve(choice)).toMatchObject(answered('conflict'));
    // The second window still shows the first change.
    expect(await client.resolve(choice)).toMatchObject(answered('conflict'));
    expect(deal()?.confidence).toBe(20);
    expect(await client.resolve({ ...choice, seen: { confidence: 20 } })).toMatchObject(answered('saved'));
  });

  it('the last of several quick choices wins, even if an earlier one needs a follow-up', async () => {
    const { demoDone, proposalSent } = ids.statuses;
    await Promise.all([
      save({ status_id: demoDone, confidence: 75 }, { status_id: proposalSent, confidence: 10 }),
      save({ confidence: 10 }, { confidence: 90 }),
    ]);
    expect(deal()).toMatchObject({ statusId: proposalSent, confidence: 90 });
  });

  it('two saves with the same id send one PUT', async () => {
    const id = crypto.randomUUID();
    const ask = () => save({ confidence: 75 }, { confidence: 90 }, id);
    const both = await Promise.all([ask(), ask()]);
    expect(both).toMatchObject([answered('saved'), answered('saved')]);
    expect(puts()).toHaveLength(1);
  });
});

describe('a clock set back by a day', () => {
  it.each([
    ['a back-off', { status: 503 } as const],
    ['a rate limit', { status: 429, retryAfter: 2 } as const],
  ])('does not extend %s by a day', async (_what, then) => {
    sandbox.fault({ method: 'PUT', then });
    const id = crypto.randomUUID();
    vi.useFakeTimers({ toFake: ['Date'] });
    expect(await save({ confidence: 75 }, { confidence: 90 }, id)).toMatchObject(answered('waiting'));
    vi.setSystemTime(Date.now() - 24 * 60 * 60 * 1000);
    expect(await client.follow(id)).toMatchObject({ state: 'saved' });
  });
});

describe('in an organization that sets won deals to 100%, undoing a loss', () => {
  const { demoDone, won } = ids.statuses;
  const day = '2026-03-02';
  const expectRestored = () => expect(deal()).toMatchObject({ statusId: won, confidence: 86 });
  let lostId: string;

  beforeEach(async () => {
    sandbox.changeBehind(ids.sampleDeal, { status_id: won, date_won: day });
    sandbox.changeBehind(ids.sampleDeal, { confidence: 86 });
    sandbox.world.winningSetsConfidence = true;
    lostId = crypto.randomUUID();
    await save({ status_id: won, confidence: 86 }, { status_id: demoDone, confidence: 40 }, lostId);
  });

  it('restores the deal including its confidence, and can be undone as one change', async () => {
    const id = crypto.randomUUID();
    const change = { ignored: [], before: { confidence: 40 }, after: { confidence: 86 } };
    expect(await client.undo({ changeId: lostId, id })).toMatchObject({ value: { state: 'saved', change } });
    expectRestored();
    expect(puts().at(-1)?.body).toEqual({ confidence: 86 });
    await client.undo({ changeId: id, id: crypto.randomUUID() });
    expect(deal()).toMatchObject({ statusId: demoDone, confidence: 40 });
  });

  it('restores the deal even if the worker dies during the second PUT', async () => {
    const id = crypto.randomUUID();
    const { local } = client.browser.storage;
    const set = local.set;
    local.set = async (values) => {
      await set(values);
      if (JSON.stringify(values).includes('isFollowedUp')) await new Promise(() => {});
    };
    void client.undo({ changeId: lostId, id });
    await waitFor('the second PUT to be stored', async () =>
      JSON.stringify(await stored(`outbox:${id}`)).includes('isFollowedUp'),
    );
    local.set = set;
    client = await nextWorker();
    expect(await client.follow(id)).toMatchObject({ state: 'saved', change: { ignored: [] } });
    expectRestored();
    await client.undo({ changeId: id, id: crypto.randomUUID() });
    expect(deal()).toMatchObject({ statusId: demoDone, confidence: 40 });
  });

  it("is reported as saved with Close's confidence if Close refuses another one", async () => {
    sandbox.fault({ method: 'PUT', then: { delay: 0 } });
    sandbox.fault({ method: 'PUT', then: { status: 400 } });
    const id = crypto.randomUUID();
    await client.undo({ changeId: lostId, id });
    expect(await client.follow(id)).toMatchObject({ state: 'saved', change: { ignored: ['confidence'] } });
    expect(deal()).toMatchObject({ statusId: won, confidence: 100 });
    expect(await stored('outbox')).toEqual([]);
  });
});

describe('undo', () => {
  it('requested in two windows happens once', async () => {
    const changeId = crypto.randomUUID();
    await save({ confidence: 75 }, { confidence: 90 }, changeId);
    const undone = await Promise.all([
      client.undo({ changeId, id: crypto.randomUUID() }),
      client.undo({ changeId, id: crypto.randomUUID() }),
    ]);
    expect(undone.map((result) => result.ok && result.value.state).sort()).toEqual(['saved', 'unchanged']);
    expect(puts()).toHaveLength(2);
  });

  it('marks the page of its lead while it waits for a key, and works after the deal moved to another lead', async () => {
    const [changeId, id] = [crypto.randomUUID(), crypto.randomUUID()];
    const request = { opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder };
    const edit = { base: { confidence: 75 }, patch: { confidence: 90 } };
    const leadId = ids.leads.sample;
    await client.save({ id: changeId, ...request, leadId, leadName: 'Marlow Robotics', ...edit });
    const { local } = client.browser.storage;
    const key = `key:${ids.organizations.alder}`;
    const storedKey = await local.get(key);
    await local.remove(key);
    expect(await client.undo({ changeId, id })).toMatchObject(answered('blocked'));
    expect(await client.modules.marks.readAttentionMarks()).toMatchObject({ [leadId]: '!' });
    await client.cancel({ id });
    await local.set(storedKey);
    Object.assign(deal() ?? {}, { leadId: ids.leads.emoji });
    expect(await client.undo({ changeId, id: crypto.randomUUID() })).toMatchObject(answered('saved'));
    expect(deal()?.confidence).toBe(75);
  });

  it('of an undo restores the change', async () => {
    const [changeId, undoId] = [crypto.randomUUID(), crypto.randomUUID()];
    await save({ confidence: 75 }, { confidence: 90 }, changeId);
    await client.undo({ changeId, id: undoId });
    await client.undo({ changeId: undoId, id: crypto.randomUUID() });
    expect(deal()?.confidence).toBe(90);
  });
});
