import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { hideChip } from '../../../entrypoints/background/browser/chip.ts';
import { makeDefault } from '../../../entrypoints/background/close/connect.ts';
import { rememberOrganizations } from '../../../entrypoints/background/close/organization-lookup.ts';
import { keepVaultOpen, lock, storeOpenVault } from '../../../entrypoints/background/close/vault.ts';
import { cacheDealStatus } from '../../../entrypoints/background/deals/deal-status-cache.ts';
import { readDraft, writeDraft } from '../../../entrypoints/background/deals/draft-store.ts';
import { openDeal } from '../../../entrypoints/background/deals/open-deal.ts';
import { clearChanges } from '../../../entrypoints/background/deals/recent-changes.ts';
import { scheduleNext } from '../../../entrypoints/background/outbox/drain.ts';
import { block, save } from '../../../entrypoints/background/outbox/outbox.ts';
import { settle } from '../../../entrypoints/background/outbox/settle.ts';
import { enqueue, rememberChange } from '../../../entrypoints/background/outbox/store.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import type { Draft } from '../../../lib/model/draft.ts';
import {
  chipHiddenOn,
  connections,
  dealStatuses,
  keyStorage,
  lastUsedDeals,
  openVault,
  organizationByDeal,
  recentChanges,
  secret,
} from '../../../lib/storage/items.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { sampleOperation, sampleOpportunity } from '../samples/deal.ts';
import { sampleVault } from '../samples/vault.ts';
import { addGetKeys } from '../storage/whole-store.ts';

beforeEach(async () => {
  fakeBrowser.reset();
  addGetKeys();
  const nothing = async () => {};
  Object.assign(fakeBrowser, { contextMenus: { removeAll: nothing, create: nothing, update: nothing } });
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockReturnValue('');
  vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockResolvedValue(undefined);
  await connections.write(['orga_a', 'orga_b', 'orga_c'].map(connectionOf));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function connectionOf(organizationId: string): Connection {
  const names = { organizationName: organizationId, userName: 'Ana Ruiz' };
  return { ...{ organizationId, currency: 'USD', userId: 'user_a', roleId: 'admin' }, ...names };
}

const changeOf = (id: string): Change => ({
  ...{ id, opportunityId: 'oppo_a', organizationId: 'orga_a', leadName: '', at: 0, how: 'saved' },
  ...{ patch: {}, before: {}, after: {}, ignored: [] },
});

describe('simultaneous changes', () => {
  it('hide the "Edit deal" button on every named site', async () => {
    const origins = ['https://one.example', 'https://two.example', 'https://three.example'];
    await Promise.all(origins.map((origin) => hideChip({ isEverywhere: false }, { origin })));
    expect((await chipHiddenOn.read()).toSorted()).toEqual(origins.toSorted());
  });

  it('of the default organization are all applied, the last one winning', async () => {
    await Promise.all([makeDefault({ organizationId: 'orga_b' }), makeDefault({ organizationId: 'orga_c' })]);
    expect(await connections.read()).toEqual(['orga_c', 'orga_b', 'orga_a'].map(connectionOf));
  });

  it('store the organization of every deal', async () => {
    const found = ['orga_a', 'orga_b', 'orga_c'].map((organizationId) => ({
      id: `oppo_of_${organizationId}`,
      organizationId,
    }));
    await Promise.all(found.map((each) => rememberOrganizations([each])));
    expect(Object.keys(await organizationByDeal.read())).toHaveLength(3);
  });

  it('store every opened deal as last used', async () => {
    const sandbox = await startSandbox();
    vi.stubGlobal('fetch', createSandboxFetch(sandbox));
    const organizationId = ids.organizations.alder;
    await connections.write([connectionOf(organizationId)]);
    await secret(organizationId).write(keys.ana);
    const opened = [ids.sampleDeal, ids.deals.emoji];
    await Promise.all(opened.map((opportunityId) => openDeal({ opportunityId, refresh: false })));
    expect(Object.values(await lastUsedDeals.read()).toSorted()).toEqual(opened.toSorted());
    await sandbox.stop();
  });

  it('do not restore a cleared change', async () => {
    await recentChanges.write([changeOf('old')]);
    await Promise.all([rememberChange(changeOf('new')), clearChanges()]);
    expect((await recentChanges.read()).map((change) => change?.id)).not.toContain('old');
  });

  it('do not restore a removed deal status', async () => {
    await cacheDealStatus(sampleOpportunity({}, { id: 'oppo_old' }));
    await Promise.all([cacheDealStatus(sampleOpportunity({}, { id: 'oppo_new' })), dealStatuses.remove()]);
    expect((await dealStatuses.read()).map(({ opportunityId }) => opportunityId)).not.toContain('oppo_old');
  });

  it('do not unlock a vault that the user locks', async () => {
    const vault = sampleVault();
    await keyStorage.write(vault);
    await storeOpenVault(vault, 'key');
    await Promise.all([keepVaultOpen(), lock(true), keepVaultOpen()]);
    expect(await openVault.read()).toBeNull();
    expect(await fakeBrowser.storage.session.get('open-vault')).toEqual({});
  });

  it('leave no record of a change that was replaced while its organization was disconnected', async () => {
    vi.stubGlobal('navigator', { onLine: false, locks: navigator.locks });
    const first = sampleOperation({ confidence: 10 }, { confidence: 20 }, { createdAt: Date.now() });
    await enqueue({ later: first, shortened: [], replaced: [] });
    const { id: _id, ...request } = first;
    const id = '00000000-0000-4000-8000-000000000002';
    await Promise.all([save({ ...request, id }), block('orga_a')]);
    const records = Object.keys(await fakeBrowser.storage.local.get(null));
    expect(records.filter((name) => name.startsWith('outbox:'))).toEqual([`outbox:${id}`]);
  });
});

describe('a draft written while a save of its deal ends', () => {
  const operation = sampleOperation({ note: '' }, { note: 'Call' }, { createdAt: Date.now() - 1_000 });
  const { opportunityId, organizationId, leadName } = operation;
  const typed = (note: string, savedAt: number): Draft => ({
    ...{ opportunityId, organizationId, leadName, base: {}, entries: { note }, unsent: {}, savedAt },
  });

  it('is kept if the save succeeds', async () => {
    await writeDraft(typed('Call', Date.now() - 2_000));
    const end = { difference: { before: {}, after: {} }, ignored: [], problem: undefined };
    const opportunity = sampleOpportunity({ note: 'Call' });
    await Promise.all([
      settle(operation, { ...end, how: 'saved', opportunity }),
      writeDraft(typed('Call back', Date.now())),
    ]);
    expect((await readDraft(opportunityId)).value?.entries).toEqual({ note: 'Call back' });
  });

  it('is kept if the save has expired', async () => {
    const old = sampleOperation({ confidence: 10 }, { confidence: 20 });
    await Promise.all([
      writeDraft(typed('Call back', Date.now())),
      settle(old, { how: 'refused', problem: { kind: 'expired' } }),
    ]);
    const { value } = await readDraft(opportunityId);
    expect(value).toMatchObject({ entries: { note: 'Call back' }, unsent: { confidence: 20 } });
  });

  it('is kept if it replaces an expired draft', async () => {
    await writeDraft(typed('Old', Date.now() - 31 * 24 * 60 * 60 * 1000));
    await Promise.all([readDraft(opportunityId), writeDraft(typed('New', Date.now()))]);
    expect((await readDraft(opportunityId)).value?.entries).toEqual({ note: 'New' });
  });
});

describe('scheduleNext', () => {
  it.each([true, false])('leaves one timer however often it is called, online: %s', async (onLine) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    vi.stubGlobal('navigator', { onLine, locks: navigator.locks });
    const waiting = sampleOperation({}, { confidence: 20 }, { notBefore: Date.now() + 5_000 });
    await enqueue({
      later: { ...waiting, createdAt: Date.now(), expiresAt: Date.now() + 1e9 },
      ...{ shortened: [], replaced: [] },
    });
    for (let times = 0; times < 5; times += 1) await scheduleNext();
    expect(vi.getTimerCount()).toBe(1);
  });
});
