import type { Vault } from '../model/credential.ts';
import { createSeal } from './sealed-text.ts';
import { wrapKey } from './vault.ts';

/** Creates a vault for a key, under a passphrase. */
export async function createVault(key: string, passphrase: string, idleMinutes: number): Promise<Vault> {
  return wrapKey(key, passphrase, { idleMinutes, seal: await createSeal(key) });
}
