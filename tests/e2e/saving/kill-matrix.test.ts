import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtensionBrowser, launch } from '../../harness/extension-browser.ts';
import { connect, dealIsRead, leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import type { FaultAction, RecordedRequest } from '../../sandbox/traffic-types.ts';

type Edit = { deal: string; key: 'confidence' | 'value' | 'value_period'; requested: string | number };

const edits: Edit[] = [
  { deal: ids.sampleDeal, key: 'confidence', requested: 90 },
  { deal: ids.sampleDeal, key: 'value', requested: 123_400 },
  { deal: ids.deals.longName, key: 'confidence', requested: 33 },
  { deal: ids.sampleDeal, key: 'value_period', requested: 'annual' },
  { deal: ids.deals.emoji, key: 'confidence', requested: 44 },
];

const story = useConnectedStory({ keepsCloseData: true });
let page: Page;
/** A page of the extension that sends no request without the user. */
let bystander: Page;

beforeAll(async () => {
  page = await story.newPage(leadPage());
  bystander = await story.openExtensionPage('options.html');
});

function stored({ deal, key }: Edit): string | number | null {
  const { confidence, value, valuePeriod } = storedDeal(story, deal);
  return { confidence, value, value_period: valuePeriod }[key];
}

/** Sends messages from a page to the background. Repeats those that a stopped worker did not answer, like `ask`. */
function send(from: Page, messages: { name: string; input: unknown }[]): Promise<unknown> {
  return from.evaluate(`Promise.all(${JSON.stringify(messages)}.map(async (message) => {
    for (let tries = 0; tries < 4; tries += 1) {
      const answer = await chrome.runtime.sendMessage(message).catch(() => undefined);
      if (answer) return answer;
    }
  }))`);
}

const saves = (made: Edit[]) =>
  made.map((edit) => ({
    name: 'deal.save',
    input: {
      id: crypto.randomUUID(),
      opportunityId: edit.deal,
      organizationId: ids.organizations.alder,
      leadName: 'A lead',
      base: { [edit.key]: stored(edit) },
      patch: { [edit.key]: edit.requested },
      openedFor: null,
    },
  }));

const inStorage = (key: string) =>
  bystander.evaluate(`chrome.storage.local.get('${key}').then((all) => all['${key}'])`);
const isOutboxEmpty = () =>
  waitFor('an empty outbox', async () => ((await inStorage('outbox')) as string[]).length === 0);

/** Resolves when the worker is to be stopped, and arranges the answers of Close until then. */
type Moment = { name: string; reach(count: number, released: Promise<void>): Promise<unknown> };

function request(method: string, nth: number, when: 'onArrival' | 'onRequest', then?: FaultAction) {
  return new Promise<void>((resolve) => {
    let seen = 0;
    const stop = story.sandbox[when]((met: RecordedRequest) => {
      if (met.method !== method || !met.path.includes('/opportunity/oppo_')) return;
      seen += 1;
      if (seen !== nth) return;
      if (then) story.sandbox.fault({ method, then });
      stop();
      resolve();
    });
  });
}

const moments: Moment[] = [
  {
    name: 'before the read',
    reach: (nth, hold) => request('GET', nth, 'onArrival', { hold, applied: 'after' }),
  },
  { name: 'after the read', reach: (nth) => request('GET', nth, 'onRequest') },
  {
    name: 'when the PUT was received',
    reach: (nth, hold) => request('PUT', nth, 'onArrival', { hold, applied: 'after' }),
  },
  {
    name: 'when the PUT was applied',
    reach: (nth, hold) => request('PUT', nth, 'onArrival', { hold, applied: 'before' }),
  },
  { name: 'when the answer was sent', reach: (nth) => request('PUT', nth, 'onRequest') },
  {
    name: 'after the record was settled',
    reach: (nth) =>
      waitFor('the record', async () => ((await inStorage('recent-changes')) as unknown[])?.length >= nth),
  },
];

// Cases with an open popup come first, so that the next one can use it.
const cases = [true, false].flatMap((isOpen) =>
  moments.flatMap((moment) => [1, 5].map((count) => ({ moment, count, isOpen }))),
);

async function expectAllSaved(made: Edit[]): Promise<void> {
  await isOutboxEmpty();
  expect(made.map(stored)).toEqual(made.map(({ requested }) => requested));
  for (const { deal, key, requested } of made) {
    const sent = puts(story).filter(({ path, body }) => path.includes(deal) && key in (body as object));
    expect(sent.length).toBeGreaterThan(0);
    // A repeated PUT is identical, so it changes nothing.
    for (const { body } of sent) expect(body).toEqual({ [key]: requested });
  }
}

describe('a worker stopped in the middle of a save', () => {
  let popup: Page | undefined;

  it.each(cases)(
    '$moment.name, with $count operations, popup open: $isOpen',
    async ({ moment, count, isOpen }) => {
      story.sandbox.reset();
      await send(bystander, [{ name: 'changes.clear', input: {} }]);
      if (popup === undefined || popup.isClosed()) popup = await story.openPopup(page);
      await dealIsRead(popup);
      const made = edits.slice(0, count);
      const messages = saves(made);
      let release = (): void => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const reached = moment.reach(Math.ceil(count / 2), released);
      // There is no answer if the popup is closed.
      const answers = send(popup, messages).catch(() => undefined);
      await waitFor('the record', async () => {
        const listed = ((await inStorage('outbox')) ?? []) as string[];
        const ended = ((await inStorage('recent-changes')) ?? []) as unknown[];
        return listed.length + ended.length >= count;
      });
      await reached;
      if (!isOpen) await popup.close();
      await story.killWorker();
      release();
      if (isOpen) await answers;
      else await send(bystander, [{ name: 'connection.list', input: {} }]);
      await expectAllSaved(made);
    },
  );

  it('between storing the outcome of an operation and removing it sends nothing', async () => {
    story.sandbox.reset();
    const [message] = saves(edits.slice(0, 1));
    const popup = await story.openPopup(page);
    await send(popup, message ? [message] : []);
    await isOutboxEmpty();
    const before = puts(story).length;
    const { id, openedFor: _page, ...input } = message?.input ?? { id: '', openedFor: null };
    const record = { ...input, id, state: 'sent', attempts: 1, notBefore: 0, createdAt: 0, expiresAt: 1e15 };
    await bystander.evaluate(
      `chrome.storage.local.set(${JSON.stringify({ outbox: [id], [`outbox:${id}`]: record })})`,
    );
    await story.killWorker();
    // A colleague changes the field again: the ended operation must neither repeat nor ask.
    story.sandbox.changeBehind(ids.sampleDeal, { confidence: 10 }, ids.users.sam);
    await send(bystander, [{ name: 'connection.list', input: {} }]);
    await isOutboxEmpty();
    expect(puts(story)).toHaveLength(before);
    expect(storedDeal(story).confidence).toBe(10);
  });
});

describe('a browser killed in the middle of a save', () => {
  let profile: string;
  let running: ExtensionBrowser;

  async function start(): Promise<void> {
    running = await launch({ hostRules: story.sandbox.hostRules, profile });
    bystander = await running.openExtensionPage('options.html');
  }

  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'quick-edit-'));
    await start();
    await connect({ ...story, ...running }, keys.ana);
  });
  afterAll(async () => {
    await running?.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  it.each(moments)('$name finishes its five saves when it starts again', async ({ reach }) => {
    story.sandbox.reset();
    await send(bystander, [{ name: 'changes.clear', input: {} }]);
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const reached = reach(3, released);
    const messages = saves(edits);
    // All saves are stored before the first one is sent, because the browser could be killed before the last request.
    const { promise: written, resolve: go } = Promise.withResolvers<void>();
    story.sandbox.fault({ method: 'GET', path: '/opportunity/', then: { hold: written, applied: 'before' } });
    // There are no answers.
    const editor = await running.openExtensionPage('deals.html');
    void send(editor, messages).catch(() => undefined);
    await waitFor(
      'the records',
      async () => ((await inStorage('outbox')) as string[])?.length === edits.length,
    );
    go();
    await reached;
    await running.crash();
    release();
    await start();
    await expectAllSaved(edits);
  });
});
