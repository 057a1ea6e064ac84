import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../../lib/connection/create-vault.ts';
import { randomBase64 } from '../../../lib/connection/encrypt.ts';
import type { ConsumingRequest } from '../../../lib/messaging/contract.ts';
import type { Intent } from '../../../lib/model/intent.ts';
import type { Result } from '../../../lib/model/result.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { bundle } from './bundle.ts';
import { installWorld } from './client.ts';
import { type Failing, failCalls } from './fail-calls.ts';
import { createMemoryBrowser } from './memory-browser.ts';

const tabId = 7;
const id = '00000000-0000-4000-8000-000000000001';
const by = '00000000-0000-4000-8000-000000000002';
const other = '00000000-0000-4000-8000-000000000003';
const organizationId = ids.organizations.alder;
/** Far more browser calls than any of these requests makes. */
const maxCalls = 100;
const all = Number.POSITIVE_INFINITY;
const vaultKey = randomBase64(32);

const sampleIntent: Intent = {
  ...{ id, reference: null, action: null, changeId: '', find: 'Marlow', expiresAt: Date.now() + 60 * 60_000 },
};

type Worker = {
  cardTokens: typeof import('../../../entrypoints/background/browser/card-tokens.ts');
  connect: typeof import('../../../entrypoints/background/close/connect.ts');
  intents: typeof import('../../../entrypoints/background/browser/intents.ts');
  items: typeof import('../../../lib/storage/items.ts');
  opening: typeof import('../../../entrypoints/background/deals/open-deal.ts');
  pages: typeof import('../../../entrypoints/background/browser/scan-tab.ts');
  openEditor: typeof import('../../../entrypoints/background/browser/open-editor.ts');
  secrets: typeof import('../../../entrypoints/background/close/credentials.ts');
  vault: typeof import('../../../entrypoints/background/close/vault.ts');
};

const loadWorker = await bundle<Worker>({
  cardTokens: 'entrypoints/background/browser/card-tokens.ts',
  connect: 'entrypoints/background/close/connect.ts',
  intents: 'entrypoints/background/browser/intents.ts',
  items: 'lib/storage/items.ts',
  opening: 'entrypoints/background/deals/open-deal.ts',
  pages: 'entrypoints/background/browser/scan-tab.ts',
  openEditor: 'entrypoints/background/browser/open-editor.ts',
  secrets: 'entrypoints/background/close/credentials.ts',
  vault: 'entrypoints/background/close/vault.ts',
});

/** Starts a worker and returns the background's modules. */
function startWorker(browser: ReturnType<typeof createMemoryBrowser>): Worker {
  const nothing = async () => {};
  const setters = { setBadgeText: nothing, setBadgeBackgroundColor: nothing, setTitle: nothing };
  Object.assign(browser, { i18n: { getMessage: () => '' }, action: { openPopup: nothing, ...setters } });
  return loadWorker(browser);
}

type Scenario = {
  prepare(worker: Worker): Promise<void>;
  ask(worker: Worker): Promise<Result<unknown>>;
  answer: unknown;
  /** Checks the effects once the request was answered, by either worker. */
  check?(worker: Worker): Promise<void>;
};

const until = () => Date.now() + 60 * 60_000;
const sender = { tab: { id: tabId, windowId: 1 }, documentId: 'card' } as never;

async function storeKey({ items }: Worker): Promise<void> {
  const names = { organizationName: 'Alder & Finch', userName: 'Ana Ruiz' };
  await items.connections.write([
    { organizationId, currency: 'USD', userId: ids.users.ana, roleId: 'admin', ...names },
  ]);
  await items.secret(organizationId).write(keys.ana);
}

const vault = await createVault(vaultKey, 'orchard lantern saddle', 15);

async function moveUnderPassphrase(worker: Worker): Promise<void> {
  await storeKey(worker);
  await worker.items.secretHandoff.write({ secret: vaultKey, until: until() });
}

async function isKeyReadable({ secrets }: Worker): Promise<void> {
  expect(await secrets.readSecret(organizationId)).toBe(keys.ana);
}

const scenarios: Record<ConsumingRequest, Scenario> = {
  'toast.pressed': {
    prepare: ({ items }) => items.offeredIntent(tabId).write(sampleIntent),
    ask: ({ openEditor }) => openEditor.openOfferedIntent(sender),
    answer: { ok: true, value: null },
    async check({ items, intents }) {
      expect(await items.offeredIntent(tabId).read()).toBeNull();
      expect(await intents.takeIntent(tabId, by)).toMatchObject({ id, find: 'Marlow' });
    },
  },
  'card.redeem': {
    prepare: ({ items }) => items.cardToken(tabId).write({ token: id, until: until() }),
    ask: ({ cardTokens }) => cardTokens.redeemCardToken({ token: id }, sender),
    answer: { ok: true, value: { tabId } },
    async check({ cardTokens }) {
      const other = { tab: { id: tabId }, documentId: 'another card' } as never;
      expect(await cardTokens.redeemCardToken({ token: id }, other)).toMatchObject({ ok: false });
    },
  },
  'editor.open': {
    async prepare(worker) {
      await storeKey(worker);
      await worker.items.intent(tabId).write(sampleIntent);
    },
    ask: ({ opening }) => opening.openEditor({ tabId, id: by }, {}),
    answer: {
      ok: true,
      value: expect.objectContaining({ shows: 'search', address: '', intent: sampleIntent }),
    },
    async check({ items, intents }) {
      expect(await items.intent(tabId).read()).toBeNull();
      expect(await intents.takeIntent(tabId, other)).toBeNull();
    },
  },
  'connection.connect': {
    prepare: ({ items }) => items.secretHandoff.write({ secret: [keys.ana], until: until() }),
    ask: ({ connect }) => connect.connect(),
    answer: { ok: true, value: expect.objectContaining({ organizationId }) },
    async check(worker) {
      expect(await worker.items.connections.read()).toHaveLength(1);
      await isKeyReadable(worker);
    },
  },
  'secrets.move': {
    prepare: moveUnderPassphrase,
    ask: ({ secrets }) => secrets.moveSecrets({ to: vault, forgets: false }),
    answer: { ok: true, value: null },
    async check(worker) {
      expect(await worker.items.keyStorage.read()).toEqual(vault);
      expect(await worker.items.secret(organizationId).read()).toMatchObject({ iv: expect.any(String) });
      await isKeyReadable(worker);
    },
  },
  'vault.unlock': {
    async prepare(worker) {
      await moveUnderPassphrase(worker);
      await worker.secrets.moveSecrets({ to: vault, forgets: false });
      await worker.items.openVault.remove();
    },
    ask: ({ vault: { unlock } }) => unlock({}),
    answer: { ok: true, value: null },
    check: isKeyReadable,
  },
};

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await sandbox.stop();
});

const kills: Failing[] = [
  { count: all, when: 'before it does anything' },
  { count: all, when: 'after it has done it' },
];
const cases = Object.entries(scenarios).flatMap(([name, scenario]) =>
  kills.map((failing) => ({ name, when: failing.when, failing, scenario })),
);

describe('a consuming request', () => {
  it.each(cases)(
    'is answered the same again after its worker stopped at any browser call: $name, $when',
    async ({ failing, scenario: { prepare, ask, answer, check } }) => {
      let nth = 1;
      for (; nth < maxCalls; nth += 1) {
        installWorld(sandbox);
        const browser = createMemoryBrowser();
        const first = startWorker(browser);
        await prepare(first);
        const failures = failCalls(browser, nth, failing);
        await ask(first).catch(() => undefined);
        failures.stop();
        const next = startWorker(browser);
        expect({ nth, answer: await ask(next) }).toEqual({ nth, answer });
        await check?.(next);
        if (failures.calls < nth) break;
      }
      expect(nth).toBeGreaterThan(3);
      expect(nth).toBeLessThan(maxCalls);
    },
  );
});

it('inspecting a page for diagnostics consumes no intent and stores nothing', async () => {
  installWorld(sandbox);
  const browser = createMemoryBrowser();
  const { items, intents, pages } = startWorker(browser);
  await items.intent(tabId).write(sampleIntent);
  const address = `https://app.close.com/lead/${ids.leads.sample}/`;
  browser.tabs.get = async () => ({ url: address });
  const { local, session } = browser.storage;
  const names = async () => [await local.getKeys(), await session.getKeys()];
  const before = await names();
  expect(await pages.inspectPage({ tabId })).toMatchObject({
    value: { address, references: [{ id: ids.leads.sample }] },
  });
  expect(await names()).toEqual(before);
  expect(await intents.takeIntent(tabId, by)).toEqual(sampleIntent);
});

it('of two simultaneous editors of a tab, one receives the intent, even if it repeats its request', async () => {
  installWorld(sandbox);
  const { items, intents } = startWorker(createMemoryBrowser());
  await items.intent(tabId).write(sampleIntent);
  const takers = [by, other, by].map((request) => intents.takeIntent(tabId, request));
  expect(await Promise.all(takers)).toEqual([sampleIntent, null, sampleIntent]);
});

it('a later intent goes to the next request, even if an earlier request is repeated', async () => {
  installWorld(sandbox);
  const { items, intents } = startWorker(createMemoryBrowser());
  await items.intent(tabId).write(sampleIntent);
  await intents.takeIntent(tabId, by);
  const later = { ...sampleIntent, id: other, find: 'Halden' };
  await items.intent(tabId).write(later);
  expect(await intents.takeIntent(tabId, by)).toEqual(sampleIntent);
  expect(await intents.takeIntent(tabId, other)).toEqual(later);
});

it('an expired intent is not delivered', async () => {
  installWorld(sandbox);
  const { items, intents } = startWorker(createMemoryBrowser());
  await items.intent(tabId).write({ ...sampleIntent, expiresAt: Date.now() - 1 });
  expect(await intents.takeIntent(tabId, by)).toBeNull();
  expect(await items.intent(tabId).read()).toBeNull();
});
