import { describe, expect, it } from 'vitest';
import { decrypt, encrypt, importKey, randomBase64 } from '../../../lib/connection/encrypt.ts';
import { strengthOf } from '../../../lib/connection/passphrase-strength.ts';
import { rounds, unwrapKey, wrapKey } from '../../../lib/connection/vault.ts';

const passphrase = 'orchard lantern saddle';

describe('encrypt', () => {
  it('encrypts the same text differently each time, and only its key decrypts it', async () => {
    const key = await importKey(randomBase64(32));
    const [one, other] = [await encrypt(key, 'api_sample'), await encrypt(key, 'api_sample')];
    expect(one).not.toEqual(other);
    expect(await decrypt(key, one)).toBe('api_sample');
    await expect(decrypt(await importKey(randomBase64(32)), one)).rejects.toThrow();
  });

  it('makes decryption fail if the encrypted data was altered', async () => {
    const key = await importKey(randomBase64(32));
    const encrypted = await encrypt(key, 'api_sample');
    const data = (encrypted.data.startsWith('A') ? 'B' : 'A') + encrypted.data.slice(1);
    await expect(decrypt(key, { ...encrypted, data })).rejects.toThrow();
  });
});

describe('wrapKey', () => {
  it('releases the key only to the passphrase, in any Unicode normalization form', async () => {
    const key = randomBase64(32);
    const vault = await wrapKey(key, 'café orchard lantern', 15);
    expect(await unwrapKey(vault, 'cafe\u0301 orchard lantern')).toBe(key);
    expect(await unwrapKey(vault, 'cafe orchard lantern')).toBeUndefined();
    expect(JSON.stringify(vault)).not.toContain(key);
  });

  it('stores its number of rounds, at least 600 000, and unwrapping uses that number', async () => {
    const vault = await wrapKey(randomBase64(32), passphrase, 15);
    expect(vault.rounds).toBe(rounds);
    expect(rounds).toBeGreaterThanOrEqual(600_000);
    expect(await unwrapKey({ ...vault, rounds: rounds - 1 }, passphrase)).toBeUndefined();
  });
});

describe('strengthOf', () => {
  it.each([
    ['', 'weak'],
    ['1234', 'weak'],
    ['481516234281', 'weak'],
    ['Tr0ub4dor&3', 'weak'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['abcdefghijklmnopqrstuvwxyz', 'weak'],
    ['passwordpassword', 'weak'],
    ['horse battery', 'fair'],
    [passphrase, 'strong'],
    ['mJ4#vQ9!xR2_bT7', 'strong'],
  ] as const)('rates %j as %s', (typed, strength) => {
    expect(strengthOf(typed)).toBe(strength);
  });
});
