import type { Vault } from '../../../lib/model/credential.ts';

const encrypted = { iv: 'aXY=', data: 'ZGF0YQ==' };

/** Creates a vault that no passphrase unlocks. */
export function sampleVault(changed: Partial<Vault> = {}): Vault {
  const seal = { publicKey: 'a2V5', privateKey: encrypted };
  return { salt: 'c2FsdA==', rounds: 1, key: encrypted, idleMinutes: 5, seal, ...changed };
}
