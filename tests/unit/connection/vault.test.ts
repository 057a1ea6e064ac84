import { describe, expect, it, vi } from 'vitest';
import { createVault } from '../../../lib/connection/create-vault.ts';
import { decrypt, encrypt, importKey, randomBase64 } from '../../../lib/connection/encrypt.ts';
import { strengthOf, suggestPassphrase } from '../../../lib/connection/passphrase-strength.ts';
import { rounds, unwrapKey } from '../../../lib/connection/vault.ts';

const passphrase = 'orchard lantern saddle';

describe('encrypt', () => {
  it('encrypts the same text differently each time, and only its key decrypts it', async () => {
    const key = await importKey(randomBase64(32));
    const [one, other] = [
      await encrypt(key, 'api_sample', 'orga_a'),
      await encrypt(key, 'api_sample', 'orga_a'),
    ];
    expect(one).not.toEqual(other);
    expect(await decrypt(key, one, 'orga_a')).toBe('api_sample');
    await expect(decrypt(await importKey(randomBase64(32)), one, 'orga_a')).rejects.toThrow();
  });

  it('makes decryption fail if the encrypted data was altered', async () => {
    const key = await importKey(randomBase64(32));
    const encrypted = await encrypt(key, 'api_sample', 'orga_a');
    const data = (encrypted.data.startsWith('A') ? 'B' : 'A') + encrypted.data.slice(1);
    await expect(decrypt(key, { ...encrypted, data }, 'orga_a')).rejects.toThrow();
  });
});

describe('wrapKey', () => {
  it('releases the key only to the passphrase, in any Unicode normalization form', async () => {
    const key = randomBase64(32);
    const vault = await createVault(key, 'café orchard lantern', 15);
    expect(await unwrapKey(vault, 'cafe\u0301 orchard lantern')).toBe(key);
    expect(await unwrapKey(vault, 'cafe orchard lantern')).toBeUndefined();
    expect(JSON.stringify(vault)).not.toContain(key);
  });

  it('stores its number of rounds, at least 1 000 000, and unwrapping uses that number', async () => {
    const vault = await createVault(randomBase64(32), passphrase, 15);
    expect(vault.rounds).toBe(rounds);
    expect(rounds).toBeGreaterThanOrEqual(1_000_000);
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
    ['horse battery', 'weak'],
    // Common passwords with years and endings.
    ['Password2026!!', 'weak'],
    ['Summer2026!Summer', 'weak'],
    ['P@ssw0rd-2026!', 'weak'],
    ['Welcome123456!', 'weak'],
    ['qwertyuiop123', 'weak'],
    ['iloveyou2026!!', 'weak'],
    ['Sommer2026!!', 'weak'],
    ['letmein letmein', 'weak'],
    ['lantern 4826 Vx', 'fair'],
    [passphrase, 'strong'],
    ['mJ4#vQ9!xR2_bT7', 'strong'],
  ] as const)('rates %j as %s', (typed, strength) => {
    expect(strengthOf(typed, [])).toBe(strength);
  });

  it('counts the words that an attacker knows of the user as guessed', () => {
    expect(strengthOf('Northwind Trading 2026', [])).not.toBe('weak');
    expect(strengthOf('Northwind Trading 2026', ['Northwind Trading', 'Ana Ruiz'])).toBe('weak');
  });
});

describe('suggestPassphrase', () => {
  it('chooses six words, different ones each time, that are rated as strong', () => {
    const suggested = Array.from({ length: 20 }, suggestPassphrase);
    expect(new Set(suggested).size).toBe(20);
    for (const each of suggested) {
      expect(each).toMatch(/^[a-z-]+( [a-z-]+){5}$/);
      expect(strengthOf(each, [])).toBe('strong');
    }
  });

  it('chooses each word with the same probability', () => {
    const values = [0xffff_ffff, 7_776, 1, 2, 3, 4, 5];
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      (array as Uint32Array)[0] = values.shift() ?? 0;
      return array;
    });
    const [first, ...others] = suggestPassphrase().split(' ');
    // The largest value is drawn again, because the first words would be more likely otherwise.
    expect(values).toEqual([]);
    expect(others).not.toContain(first);
  });
});
