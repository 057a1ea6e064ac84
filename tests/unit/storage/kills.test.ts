import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '../../../lib/base/canonical-json.ts';
import { createVault } from '../../../lib/connection/create-vault.ts';
import { randomBase64 } from '../../../lib/connection/encrypt.ts';
import type { KeyStorage, Vault } from '../../../lib/model/credential.ts';
import {
  createDevice,
  type Death,
  type Device,
  type MortalWorker,
  startMortalWorker,
} from '../clients/mortal-worker.ts';
import { knownDeal } from '../samples/known-deal.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Far more storage and file calls than any of these tasks makes. */
const maxCalls = 120;
const removedKey = 'api_removed';
const otherKey = 'api_other';

const connectionOf = (organizationId: string) => ({
  ...{ organizationId, organizationName: organizationId, currency: 'USD', userId: 'user_a' },
  ...{ userName: 'Ana Ruiz', roleId: 'admin' },
});
const changes = Array.from({ length: 40 }, (_none, at) => ({
  ...{ id: String(at), opportunityId: 'oppo_a', organizationId: 'orga_b', leadName: 'Marlow Robotics', at },
  ...{ how: 'saved', patch: {}, before: {}, after: {}, ignored: [] },
}));
const draft = {
  ...{ opportunityId: 'oppo_a', leadId: 'lead_a', organizationId: 'orga_b', leadName: 'Marlow Robotics' },
  ...{ base: {}, entries: { note: 'Call' }, unsent: {}, savedAt: Date.now() },
};
const initialItems = {
  version: 2,
  connections: [connectionOf('orga_a'), connectionOf('orga_b')],
  'key:orga_a': removedKey,
  'key:orga_b': otherKey,
  pins: { pipe_1: ['note'] },
  'recent-changes': changes,
  drafts: { oppo_a: 'lead_a' },
  'draft:oppo_a': draft,
};
const { 'key:orga_a': _removed, ...others } = initialItems;

async function createUsedDevice(): Promise<Device> {
  const device = createDevice();
  await device.browser.storage.local.set(initialItems);
  return device;
}

/** Moves the API keys of a device to session storage. */
function keepInSession({ browser: { storage } }: Device): void {
  const { 'key:orga_a': key, 'key:orga_b': other } = initialItems;
  void storage.session.set({ 'key:orga_a': key, 'key:orga_b': other });
  void storage.local.set({ 'key-storage': 'session' });
  for (const name of ['key:orga_a', 'key:orga_b']) void storage.local.remove(name);
}

const everything = async ({ browser }: Device) =>
  (await browser.storage.local.get(null)) as Record<string, unknown>;

/** Kills a worker at each of its calls in turn; `expectAfter` checks the device after each kill. */
async function killAtEveryCall(
  work: (worker: MortalWorker) => Promise<unknown>,
  expectAfter: (device: Device, death: Death) => Promise<void>,
  prepare: (device: Device) => void = () => {},
): Promise<number> {
  let nth = 1;
  for (; nth < maxCalls; nth += 1) {
    let hasDied = false;
    for (const when of ['before', 'after'] as const) {
      const device = await createUsedDevice();
      prepare(device);
      const worker = startMortalWorker(device, { nth, when });
      if ((await worker.live(work(worker))) === 'died') hasDied = true;
      await expectAfter(device, { nth, when });
    }
    if (!hasDied) break;
  }
  return nth;
}

describe('a worker killed while it removes a key', () => {
  it('loses nothing else, and the next worker finishes the removal from the disk', async () => {
    const calls = await killAtEveryCall(
      async ({ secrets }) => {
        await secrets.takeSecret('orga_a');
        await secrets.forgetRemovedSecrets();
      },
      async (device, death) => {
        const clear = vi.spyOn(device.browser.storage.local, 'clear');
        const next = startMortalWorker(device);
        expect({ death, key: await next.secrets.readSecret('orga_b') }).toEqual({ death, key: otherKey });
        const isRemoved = !(await next.secrets.hasSecret('orga_a'));
        await next.secrets.forgetRemovedSecrets();
        expect(await everything(device)).toMatchObject(others);
        expect([...device.files.contents]).toEqual([]);
        // Either the removal never started, or nothing of the key remains on the disk.
        expect((await everything(device))['holds-removed']).toBe(undefined);
        if (isRemoved) expect(JSON.stringify(await everything(device))).not.toContain(removedKey);
        clear.mockRestore();
      },
    );
    expect(calls).toBeGreaterThan(15);
  });

  it.each<KeyStorage>(['session', 'device'])('keeps every key while keys move to "%s"', async (to) => {
    const calls = await killAtEveryCall(
      ({ secrets }) => secrets.moveSecrets({ to, forgets: false }),
      async (device, death) => {
        const next = startMortalWorker(device);
        const keys = await Promise.all(['orga_a', 'orga_b'].map(next.secrets.readSecret));
        expect({ death, keys }).toEqual({ death, keys: [removedKey, otherKey] });
        await next.secrets.forgetRemovedSecrets();
        const { 'key:orga_b': _key, ...rest } = others;
        expect(await everything(device)).toMatchObject(rest);
        expect([...device.files.contents]).toEqual([]);
      },
      to === 'device' ? keepInSession : undefined,
    );
    expect(calls).toBeGreaterThan(15);
  });
});

describe('a worker killed while a passphrase', () => {
  const organizationIds = ['orga_a', 'orga_b'];
  const until = Date.now() + 60 * 60_000;
  const vaults: { key: string; vault: Vault }[] = [];
  beforeAll(async () => {
    for (const passphrase of ['orchard lantern saddle', 'meadow kettle violin']) {
      const key = randomBase64(32);
      vaults.push({ key, vault: await createVault(key, passphrase, 15) });
    }
  });

  /** Moves keys and stored items of a device, like a page that repeats its request if the worker dies. */
  async function move({ browser }: Device, { secrets }: MortalWorker, to: KeyStorage): Promise<unknown> {
    const secret = vaults.find(({ vault }) => vault === to)?.key;
    if (secret) await browser.storage.session.set({ 'secret-handoff': { secret, until } });
    return secrets.moveSecrets({ to, forgets: false });
  }

  it.each<[what: string, from: number | undefined, to: number | undefined]>([
    ['is set', undefined, 0],
    ['is changed', 0, 1],
    ['is removed', 0, undefined],
  ])('%s loses neither a key, nor a draft, nor a change', async (_what, from, to) => {
    const placeOf = (which: number | undefined): KeyStorage =>
      which === undefined ? 'device' : (vaults[which]?.vault ?? 'device');
    const read = async (device: Device) => {
      const worker = startMortalWorker(device);
      // The session's record of the unlocked vault may be missing or that of the former vault: the user unlocks it.
      const chosen = await worker.items.keyStorage.read();
      const key = vaults.find(({ vault }) => canonicalJson(vault) === canonicalJson(chosen))?.key;
      if (key) await worker.items.openVault.write({ key, until });
      return {
        keys: await Promise.all(organizationIds.map(worker.secrets.readSecret)),
        draft: (await worker.drafts.readDraft('oppo_a')).value,
        changes: (await worker.changes.readChanges()).length,
        isSealed: !JSON.stringify(await everything(device)).includes('Marlow Robotics'),
        isUnderPassphrase: key !== undefined,
      };
    };
    let device = createDevice();
    let worker: MortalWorker;
    let calls = 0;
    for (let nth = 1; nth < maxCalls; nth += 1) {
      let hasDied = false;
      for (const when of ['before', 'after'] as const) {
        device = await createUsedDevice();
        await move(device, startMortalWorker(device), placeOf(from));
        worker = startMortalWorker(device, { nth, when });
        hasDied ||= (await worker.live(move(device, worker, placeOf(to)))) === 'died';
        const { isSealed, isUnderPassphrase, ...rest } = await read(device);
        expect({ nth, when, ...rest }).toEqual({
          ...{ nth, when, keys: [removedKey, otherKey], draft, changes: 40 },
        });
        expect(isSealed).toBe(isUnderPassphrase);
        // The page repeats its request to the next worker.
        const next = startMortalWorker(device);
        await move(device, next, placeOf(to));
        await next.secrets.forgetRemovedSecrets();
        expect(await read(device)).toMatchObject({ ...rest, isUnderPassphrase: to !== undefined });
        expect([...device.files.contents]).toEqual([]);
      }
      calls = nth;
      if (!hasDied) break;
    }
    expect(calls).toBeGreaterThan(15);
  });
});

describe('a worker killed while it removes everything', () => {
  /** Stubs of the other browser APIs that removeEverything calls. */
  const rest = {
    alarms: { clearAll: async () => true },
    contextMenus: { removeAll: async () => {} },
    scripting: { unregisterContentScripts: async () => {} },
    tabs: { query: async () => [] },
    runtime: { getManifest: () => ({}) },
    permissions: { getAll: async () => ({}), remove: async () => true },
  };
  it('restores nothing, and the next worker can finish the removal', async () => {
    const calls = await killAtEveryCall(
      ({ removal }) => removal.removeEverything(),
      async (device, death) => {
        const names = [...(await device.browser.storage.local.getKeys()), 'version'];
        const next = startMortalWorker(device);
        await next.items.connections.read();
        expect({ death, names }).toEqual({
          death,
          names: expect.arrayContaining(await device.browser.storage.local.getKeys()),
        });
        await next.removal.removeEverything();
        expect(await everything(device)).toEqual({ version: 2 });
        expect([...device.files.contents]).toEqual([]);
      },
      ({ browser, files }) => {
        Object.assign(browser, rest);
        // The copy left by an earlier worker that was killed at the end of a rewrite.
        files.contents.set('storage-backup.json', JSON.stringify(initialItems));
      },
    );
    expect(calls).toBeGreaterThan(10);
  });
});

describe('the store, while it is rewritten,', () => {
  it('answers reads and writes only before or after the rewrite', async () => {
    const device = await createUsedDevice();
    const { items, secrets } = startMortalWorker(device);
    await secrets.takeSecret('orga_a');
    const { local } = device.browser.storage;
    const clear = local.clear;
    const calls: Promise<unknown>[] = [];
    local.clear = async () => {
      await clear();
      calls.push(items.connections.read(), items.pins.write({ pipe_2: [] }), items.secret('orga_b').read());
      // Long enough for them to reach the cleared store if they did not wait.
      await new Promise((resolve) => setTimeout(resolve));
    };
    await secrets.forgetRemovedSecrets();
    expect(await Promise.all(calls)).toEqual([initialItems.connections, undefined, otherKey]);
    expect(await everything(device)).toMatchObject({ ...others, pins: { pipe_2: [] } });
  });

  it('keeps values written while it is copied', async () => {
    const device = await createUsedDevice();
    const { drafts, items, secrets } = startMortalWorker(device);
    await secrets.takeSecret('orga_a');
    const forgetting = secrets.forgetRemovedSecrets();
    const writing = [
      items.pins.write({ pipe_2: [] }),
      drafts.writeDraft({ ...draft, opportunityId: 'oppo_b' }),
    ];
    await Promise.all([forgetting, ...writing]);
    expect(await everything(device)).toMatchObject({ pins: { pipe_2: [] }, drafts: { oppo_b: 'lead_a' } });
  });

  it('is restored before the next read if filling it failed', async () => {
    const device = await createUsedDevice();
    const { items, secrets } = startMortalWorker(device);
    await secrets.takeSecret('orga_a');
    const { local } = device.browser.storage;
    const { set, clear } = local;
    local.clear = async () => {
      await clear();
      local.set = async () => {
        local.set = set;
        throw new Error('IO error');
      };
    };
    await secrets.forgetRemovedSecrets();
    expect(await items.connections.read()).toEqual(initialItems.connections);
    expect(await everything(device)).toMatchObject({ ...others, 'holds-removed': true });
  });

  it('is not cleared if it cannot be copied, and a later worker rewrites it', async () => {
    const device = await createUsedDevice();
    const { secrets } = startMortalWorker(device);
    await secrets.takeSecret('orga_a');
    const { getFileHandle } = device.files;
    device.files.getFileHandle = () => Promise.reject(new DOMException('Full', 'QuotaExceededError'));
    const cleared = vi.spyOn(device.browser.storage.local, 'clear');
    await secrets.forgetRemovedSecrets();
    expect(cleared).not.toHaveBeenCalled();
    device.files.getFileHandle = getFileHandle;
    const next = startMortalWorker(device);
    await next.secrets.forgetRemovedSecrets();
    expect(cleared).toHaveBeenCalledTimes(1);
    expect(await everything(device)).toEqual(others);
  });
});

describe('a full store', () => {
  const full = 'Resource::kQuotaBytes quota exceeded';

  /** Makes the store refuse writes with 30 or more recent changes. */
  function fill({ browser }: Device): void {
    const { local } = browser.storage;
    const { set } = local;
    local.set = async (values) => {
      const after = { ...((await local.get(null)) as Record<string, unknown>), ...values };
      const stored = after['recent-changes'] as unknown[];
      if (stored.length >= 30) throw new Error(full);
      await set(values);
    };
  }

  it('keeps every change until the shortened list is stored together with the new value', async () => {
    const calls = await killAtEveryCall(
      ({ items }) => items.pins.write({ pipe_2: [] }),
      async (device, death) => {
        const { pins, 'recent-changes': stored } = await everything(device);
        const expected = 'pipe_2' in (pins as object) ? 20 : 40;
        expect({ death, changes: (stored as unknown[]).length }).toEqual({ death, changes: expected });
      },
      fill,
    );
    expect(calls).toBeGreaterThan(2);
  });

  it('drops the known deals before anything else, in the same write', async () => {
    const device = await createUsedDevice();
    const { items } = startMortalWorker(device);
    const { local } = device.browser.storage;
    await items.knownDeals(3).write([knownDeal()]);
    await items.knownDealIndex.write({ counts: [0, 0, 0, 1], recent: [knownDeal().id] });
    const { set } = local;
    local.set = async (values) => {
      const after = { ...(await everything(device)), ...values };
      if ((after['known-deals:3'] as unknown[]).length > 0) throw new Error(full);
      await set(values);
    };
    await items.pins.write({ pipe_2: [] });
    expect(await everything(device)).toMatchObject({
      ...{ ...others, pins: { pipe_2: [] }, 'recent-changes': changes },
      ...{ 'known-deals': { counts: [], recent: [] }, 'known-deals:3': [] },
    });
  });

  it('drops nothing else for the sake of known deals', async () => {
    const device = await createUsedDevice();
    const { items } = startMortalWorker(device);
    device.browser.storage.local.set = () => Promise.reject(new Error(full));
    await expect(items.knownDeals(3).write([knownDeal()])).rejects.toMatchObject({ kind: 'storage' });
    expect(await everything(device)).toEqual(initialItems);
  });

  it('frees space in the same write', async () => {
    const device = await createUsedDevice();
    const { items } = startMortalWorker(device);
    fill(device);
    await items.pins.write({ pipe_2: [] });
    const stored = await everything(device);
    expect(stored).toMatchObject({ ...others, pins: { pipe_2: [] }, 'recent-changes': changes.slice(0, 20) });
  });

  it('stores a new change with only the latest ones if there is no space for all', async () => {
    const device = await createUsedDevice();
    const { readChanges, rememberChange } = startMortalWorker(device).changes;
    fill(device);
    const change = { ...changes[0], id: 'new' } as Parameters<typeof rememberChange>[0];
    await rememberChange(change);
    const ids = (await readChanges()).map(({ id }) => id);
    expect(ids).toEqual(['new', ...changes.slice(0, 19).map(({ id }) => id)]);
  });

  it('keeps all changes if a write fails for another reason or still does not fit', async () => {
    const device = await createUsedDevice();
    const { items } = startMortalWorker(device);
    const { local } = device.browser.storage;
    const { set } = local;
    for (const message of ['IO error: /path: Could not write', full]) {
      local.set = () => Promise.reject(new Error(message));
      await expect(items.pins.write({})).rejects.toMatchObject({ kind: 'storage' });
      local.set = set;
      expect(await everything(device)).toEqual(initialItems);
    }
  });

  it('in session storage does not affect local storage', async () => {
    const device = await createUsedDevice();
    const { items } = startMortalWorker(device);
    const refusal = 'Session storage quota bytes exceeded. Values were not stored.';
    device.browser.storage.session.set = () => Promise.reject(new Error(refusal));
    await expect(items.builtMenu.write('x')).rejects.toMatchObject({ kind: 'storage' });
    expect(await everything(device)).toEqual(initialItems);
  });
});
