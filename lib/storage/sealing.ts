import { browser } from 'wxt/browser';
import { type OpenSeal, openSeal, sealText } from '../connection/sealed-text.ts';
import { keyStorageSchema, type Seal, sealedSchema } from '../model/credential.ts';
import { isVaultOpen } from './is-vault-open.ts';
import { keyStorage, openVault } from './items.ts';
import { locate, readRaw, type Sealing, StorageError } from './stored.ts';

/** Items that hold words about customers, or words that the user typed about them. */
const sealedNames =
  /^(?:draft:|outbox:|unsaved-line:|known-deals:|recent-changes$|recent-lines$|deal-statuses$)/;

/** Returns whether an item is sealed while the keys are protected by a passphrase. */
export function isSealedName(name: string): boolean {
  return sealedNames.test(name);
}

/** Seals items for the vault, if the user has set a passphrase; otherwise they are stored as they are. */
export const sealing: Sealing = {
  async seal(name, value) {
    if (!isSealedName(name)) return value;
    const seal = await readSeal();
    return seal ? sealValue(seal, name, value) : value;
  },
  async open(name, found) {
    const sealed = isSealedName(name) ? sealedSchema.safeParse(found).data : undefined;
    const seal = sealed && (await readSeal());
    if (!seal) return found;
    const vaultKey = await readVaultKey();
    try {
      const open = await openerOf(vaultKey, seal);
      return JSON.parse(await open(sealed, name));
    } catch {
      // Damaged, like any other value that does not have the item's shape.
      return found;
    }
  },
};

/** Seals a value for a vault. Values without content, which mark a removed item, stay as they are. */
export async function sealValue(seal: Seal, name: string, value: unknown): Promise<unknown> {
  const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
  return isEmpty ? value : sealText(seal.publicKey, JSON.stringify(value), name);
}

// Reads the raw value, because `keyStorage.read` waits for a rewrite, which waits for the use that asks here.
async function readSeal(): Promise<Seal | null> {
  const found = await readRaw(browser.storage.local, locate(keyStorage.key).name);
  const chosen = keyStorageSchema.safeParse(found).data;
  return typeof chosen === 'object' ? chosen.seal : null;
}

async function readVaultKey(): Promise<string> {
  const vault = await openVault.read();
  if (vault && isVaultOpen(vault)) return vault.key;
  opened = undefined;
  throw new StorageError('locked');
}

// The last opener, because importing a key for each of many items takes longer than opening them.
let opened: { id: string; open: Promise<OpenSeal> } | undefined;

function openerOf(vaultKey: string, seal: Seal): Promise<OpenSeal> {
  const id = vaultKey + seal.publicKey;
  if (opened?.id !== id) opened = { id, open: openSeal(vaultKey, seal) };
  return opened.open;
}
