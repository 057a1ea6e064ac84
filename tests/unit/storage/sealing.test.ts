import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readAccess } from '../../../entrypoints/background/close/access.ts';
import { moveSecrets, readSecret, storeSecret } from '../../../entrypoints/background/close/credentials.ts';
import { lock, unlock } from '../../../entrypoints/background/close/vault.ts';
import { readDraft, removeDraft, writeDraft } from '../../../entrypoints/background/deals/draft-store.ts';
import { forgetDealsOf } from '../../../entrypoints/background/deals/known-deals.ts';
import { readLines, writeLine } from '../../../entrypoints/background/deals/typed-lines.ts';
import {
  enqueue,
  findDamage,
  listOperations,
  readChanges,
  rememberChange,
} from '../../../entrypoints/background/outbox/store.ts';
import { createVault } from '../../../lib/connection/create-vault.ts';
import { fromBase64, importKey, randomBase64 } from '../../../lib/connection/encrypt.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { KeyStorage, Vault } from '../../../lib/model/credential.ts';
import {
  connections,
  dealStatuses,
  draft as draftItem,
  keyStorage,
  knownDealIndex,
  knownDeals,
  pins,
} from '../../../lib/storage/items.ts';
import { makeRoom } from '../../../lib/storage/make-room.ts';
import { sealing } from '../../../lib/storage/sealing.ts';
import { askWithSecret } from '../../../lib/storage/secret-handoff.ts';
import { onStoreFull, sealWith } from '../../../lib/storage/stored.ts';
import { sampleOperation } from '../samples/deal.ts';
import { knownDeal } from '../samples/known-deal.ts';
import { addGetKeys, readWholeStore } from './whole-store.ts';

const organizationIds = ['orga_a', 'orga_b'];
const { local, session } = fakeBrowser.storage;

/** Names of customers, typed words and values. */
const words = ['Marlow Robotics', 'Lena Fischer', 'Call her on Friday', '48123', 'prop 61%', 'Demo done'];
const draft = {
  ...{ opportunityId: 'oppo_a', leadId: 'lead_a', organizationId: 'orga_a', leadName: 'Marlow Robotics' },
  ...{ base: { value: 48_123 }, entries: { note: 'Call her on Friday' }, unsent: {}, savedAt: 1e15 },
};
const operation = sampleOperation({ value: 48_123 }, { note: 'Call her on Friday' });
const deal = knownDeal({ contactName: 'Lena Fischer', value: 48_123 });
const status = {
  ...{ opportunityId: 'oppo_a', leadId: 'lead_a', isChosenForLead: true },
  ...{ menuItems: [], chipText: 'Demo done' },
};
const change: Change = {
  ...{
    id: 'change_a',
    opportunityId: 'oppo_a',
    organizationId: 'orga_a',
    leadName: 'Marlow Robotics',
    at: 1,
  },
  ...{ how: 'saved', patch: {}, before: { value: 48_123 }, after: { value: 1 }, ignored: [] },
};

/** Two vaults with keys of their own, made once because deriving a key is slow on purpose. */
const vaults: { key: string; vault: Vault }[] = [];
beforeAll(async () => {
  for (const passphrase of ['orchard lantern saddle', 'meadow kettle violin']) {
    const key = randomBase64(32);
    vaults.push({ key, vault: await createVault(key, passphrase, 15) });
  }
});

beforeEach(async () => {
  fakeBrowser.reset();
  addGetKeys();
  sealWith(sealing);
  onStoreFull(makeRoom);
  await connections.write(
    organizationIds.map((organizationId) => ({
      ...{ organizationId, organizationName: organizationId, currency: 'USD', userId: 'user_a' },
      ...{ userName: 'Ana Ruiz', roleId: 'admin' },
    })),
  );
  for (const id of organizationIds) await storeSecret(id, `api_secret.${id}`);
  await pins.write({ pipe_1: ['note'] });
  await writeDraft(draft);
  await enqueue({ later: operation, shortened: [], replaced: [] });
  await rememberChange(change);
  await writeLine({ opportunityId: 'oppo_a', line: 'prop 61%', isSaved: true });
  await writeLine({ opportunityId: 'oppo_a', line: 'prop 61% next week', isSaved: false });
  await knownDeals(3).write([deal]);
  await knownDealIndex.write({ counts: [0, 0, 0, 1], recent: [deal.id] });
  await dealStatuses.write([status]);
});
afterEach(() => {
  vi.restoreAllMocks();
  onStoreFull((_names, write) => write({}));
});

const everywhere = async () => JSON.stringify([await readWholeStore(), await session.get(null)]);
const wordsIn = async () => {
  const stored = await everywhere();
  return words.filter((each) => stored.includes(each));
};
const moveTo = async (to: KeyStorage, forgets = false) =>
  expect(await moveSecrets({ to, forgets })).toEqual({ ok: true, value: null });

async function setPassphrase(which = 0): Promise<void> {
  const { key = '', vault = 'device' } = vaults[which] ?? {};
  await askWithSecret(key, () => moveTo(vault));
}

async function enterPassphrase(which = 0): Promise<void> {
  await askWithSecret(vaults[which]?.key, () => unlock({}));
}

const readAll = async () => ({
  keys: await Promise.all(organizationIds.map(readSecret)),
  draft: (await readDraft('oppo_a')).value,
  operations: await listOperations(),
  changes: await readChanges(),
  lines: await readLines({ opportunityId: 'oppo_a' }),
  knownDeals: await knownDeals(3).read(),
});
const all = {
  keys: ['api_secret.orga_a', 'api_secret.orga_b'],
  draft,
  operations: [operation],
  changes: [change],
  lines: { ok: true, value: { unsaved: 'prop 61% next week', recent: ['prop 61%'] } },
  knownDeals: [deal],
};

describe('under a passphrase', () => {
  it('no word about a customer and nothing that was typed is stored, and all of it can be read', async () => {
    expect(await wordsIn()).toEqual(words);
    await setPassphrase();
    expect(await wordsIn()).toEqual([]);
    expect(await readAll()).toEqual(all);
  });

  it('later values are sealed too', async () => {
    await setPassphrase();
    for (const area of [local, session]) {
      const names = Object.keys(await area.get(null));
      await area.remove(names.filter((name) => !/^(key|connections|open-vault)/.test(name)));
    }
    await writeDraft(draft);
    await enqueue({ later: operation, shortened: [], replaced: [] });
    await rememberChange(change);
    await writeLine({ opportunityId: 'oppo_a', line: 'prop 61%', isSaved: true });
    await writeLine({ opportunityId: 'oppo_a', line: 'prop 61% next week', isSaved: false });
    await knownDeals(3).write([deal]);
    await dealStatuses.write([status]);
    expect(await wordsIn()).toEqual([]);
    expect(await readAll()).toEqual(all);
  });

  it('locked items say so in one way, and are back after the passphrase', async () => {
    await setPassphrase();
    await dealStatuses.write([status]);
    await lock(true);
    expect(await wordsIn()).toEqual([]);
    const reads = [
      () => readDraft('oppo_a'),
      ...[listOperations, readChanges, dealStatuses.read],
      () => readLines({ opportunityId: 'oppo_a' }),
      () => knownDeals(3).look(),
      () => draftItem('oppo_a').update((current) => current),
    ];
    for (const read of reads) await expect(read()).rejects.toMatchObject({ kind: 'locked' });
    expect(await findDamage()).toEqual({ edits: [], hasChanges: false, lost: [] });
    await enterPassphrase();
    expect(await readAll()).toEqual(all);
    expect(await dealStatuses.read()).toEqual([status]);
  });

  it('a vault whose idle time is over opens nothing, even before its alarm', async () => {
    await setPassphrase();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 60_000 });
    await expect(readChanges()).rejects.toMatchObject({ kind: 'locked' });
    vi.useRealTimers();
  });

  it('words typed while the keys are locked are kept and sealed', async () => {
    await setPassphrase();
    await lock(true);
    const typed = { ...draft, entries: { note: 'Call her on Friday, not Monday' } };
    await writeDraft(typed);
    await writeDraft({ ...typed, opportunityId: 'oppo_b', leadId: 'lead_b' });
    await writeLine({ opportunityId: 'oppo_b', line: 'prop 61% today', isSaved: false });
    expect(await wordsIn()).toEqual([]);
    await enterPassphrase();
    expect((await readDraft('oppo_a')).value).toEqual(typed);
    expect((await readDraft('oppo_b')).value?.entries).toEqual(typed.entries);
    expect(await readLines({ opportunityId: 'oppo_b' })).toMatchObject({
      value: { unsaved: 'prop 61% today' },
    });
  });

  it('a draft can be discarded, and the deals of an organization forgotten, while the keys are locked', async () => {
    await setPassphrase();
    await lock(true);
    await removeDraft('oppo_a');
    await forgetDealsOf('orga_a');
    await enterPassphrase();
    expect(await readAll()).toEqual({ ...all, draft: null, knownDeals: [] });
  });

  it('another passphrase, and none, keep everything', async () => {
    await setPassphrase();
    await setPassphrase(1);
    expect(await wordsIn()).toEqual([]);
    expect(await readAll()).toEqual(all);
    await lock(true);
    await enterPassphrase(1);
    expect(await readAll()).toEqual(all);
    await moveTo('device');
    expect(await wordsIn()).toEqual(words);
    expect(await readAll()).toEqual(all);
  });

  it('only what was sealed is lost with a forgotten passphrase', async () => {
    await setPassphrase();
    await lock(true);
    await moveTo('device', true);
    const none = { ok: true, value: { unsaved: '', recent: [] } };
    expect(await readAll()).toEqual({
      ...{ keys: [null, null], draft: null, operations: [], changes: [], lines: none, knownDeals: [] },
    });
    expect(await pins.read()).toEqual({ pipe_1: ['note'] });
    expect(await findDamage()).toEqual({ edits: [], hasChanges: false, lost: [] });
    const names = Object.keys(await readWholeStore());
    expect(names.filter((name) => /:oppo_|^recent-changes|^outbox:|^known-deals:/.test(name))).toEqual([]);
  });
});

describe('a sealed value', () => {
  it('in the place of another item does not open, and counts as damaged', async () => {
    await setPassphrase();
    const { 'draft:oppo_a': sealed } = await readWholeStore();
    await local.set({ 'draft:oppo_b': sealed });
    expect(await draftItem('oppo_b').look()).toEqual({ value: null, isDamaged: true });
    expect(await draftItem('oppo_a').look()).toEqual({ value: draft, isDamaged: false });
  });

  it('that was changed does not open', async () => {
    await setPassphrase();
    const { 'draft:oppo_a': sealed } = await readWholeStore();
    const { data } = sealed as { data: string };
    await local.set({
      'draft:oppo_a': { ...(sealed as object), data: (data[0] === 'A' ? 'B' : 'A') + data.slice(1) },
    });
    expect(await draftItem('oppo_a').look()).toEqual({ value: null, isDamaged: true });
  });
});

describe('an encrypted key', () => {
  it("does not open in another organization's place", async () => {
    await setPassphrase();
    const { 'key:orga_a': encrypted } = await readWholeStore();
    await local.set({ 'key:orga_b': encrypted });
    expect(await Promise.all(organizationIds.map(readSecret))).toEqual(['api_secret.orga_a', null]);
    await expect(readAccess('orga_b')).rejects.toMatchObject({ problem: { kind: 'not-connected' } });
  });

  it('bound to no organization ends as a missing connection', async () => {
    await setPassphrase();
    const iv = randomBase64(12);
    const data = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: fromBase64(iv) },
      await importKey(vaults[0]?.key ?? ''),
      new TextEncoder().encode('"api_secret.orga_a"'),
    );
    await local.set({ 'key:orga_a': { iv, data: Buffer.from(data).toString('base64') } });
    await expect(readAccess('orga_a')).rejects.toMatchObject({ problem: { kind: 'not-connected' } });
    expect(await readSecret('orga_b')).toBe('api_secret.orga_b');
  });
});

describe('a full store', () => {
  const full = () => Promise.reject(new Error('Resource::kQuotaBytes quota exceeded'));

  it('gives up the known deals and the oldest changes before a passphrase is refused', async () => {
    for (let at = 2; at <= 60; at += 1) await rememberChange({ ...change, id: `change_${at}`, at });
    vi.spyOn(local, 'set').mockImplementationOnce(full);
    await setPassphrase();
    expect(await wordsIn()).toEqual([]);
    const { changes, knownDeals: remaining, ...others } = await readAll();
    expect([changes.length, changes[0]?.at, remaining]).toEqual([20, 60, []]);
    expect({ ...others, changes: [change], knownDeals: [deal] }).toEqual(all);
  });

  it('leaves everything as it was if even that does not fit', async () => {
    vi.spyOn(local, 'set').mockImplementation(full);
    const { key = '', vault = 'device' } = vaults[0] ?? {};
    const moving = askWithSecret(key, () => moveSecrets({ to: vault, forgets: false }));
    await expect(moving).rejects.toMatchObject({ kind: 'storage' });
    vi.restoreAllMocks();
    expect(await keyStorage.read()).toBe('device');
    expect(await readAll()).toEqual(all);
  });

  it('while locked drops the known deals for a new draft, and leaves the changes it cannot read', async () => {
    await setPassphrase();
    await lock(true);
    vi.spyOn(local, 'set').mockImplementationOnce(full).mockImplementationOnce(full);
    await writeDraft({ ...draft, opportunityId: 'oppo_b' });
    await enterPassphrase();
    expect(await readAll()).toEqual({ ...all, knownDeals: [] });
    expect((await readDraft('oppo_b')).value?.entries).toEqual(draft.entries);
  });

  it('shortens sealed changes while they can be read', async () => {
    await setPassphrase();
    for (let at = 2; at <= 60; at += 1) await rememberChange({ ...change, id: `change_${at}`, at });
    vi.spyOn(local, 'set').mockImplementationOnce(full).mockImplementationOnce(full);
    await writeDraft({ ...draft, opportunityId: 'oppo_b' });
    expect(await readChanges()).toHaveLength(20);
    expect(await wordsIn()).toEqual([]);
  });
});
