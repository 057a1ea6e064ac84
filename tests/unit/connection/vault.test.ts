import { describe, expect, it } from 'vitest';
import { decrypt, encrypt, importKey, randomBase64 } from '../../../lib/connection/encrypt.ts';
import { strengthOf } from '../../../lib/connection/passphrase-strength.ts';
import { rounds, unwrapKey, wrapKey } from '../../../lib/connection/vault.ts';

const passphrase = 'orchard lantern saddle';

describe('a sealed text', () => {
  it('opens with its key alone, and looks different each time', async () => {
    const key = await importKey(randomBase64(32));
    const [one, other] = [await encrypt(key, 'api_sample'), await encrypt(key, 'api_sample')];
    expect(one).not.toEqual(other);
    expect(await decrypt(key, one)).toBe('api_sample');
    await expect(decrypt(await importKey(randomBase64(32)), one)).rejects.toThrow();
  });

  it('does not open once it was changed', async () => {
    const key = await importKey(randomBase64(32));
    const sealed = await encrypt(key, 'api_sample');
    const data = (sealed.data.startsWith('A') ? 'B' : 'A') + sealed.data.slice(1);
    await expect(decrypt(key, { ...sealed, data })).rejects.toThrow();
  });
});

describe('a vault', () => {
  it('gives its key to the passphrase alone, whichever way its letters were typed', async () => {
    const key = randomBase64(32);
    const vault = await wrapKey(key, 'café orchard lantern', 15);
    expect(await unwrapKey(vault, 'cafe\u0301 orchard lantern')).toBe(key);
    expect(await unwrapKey(vault, 'cafe orchard lantern')).toBeUndefined();
    expect(JSON.stringify(vault)).not.toContain(key);
  });

  it('keeps how many rounds it asked, 600 000 or more, and goes by that number', async () => {
    const vault = await wrapKey(randomBase64(32), passphrase, 15);
    expect(vault.rounds).toBe(rounds);
    expect(rounds).toBeGreaterThanOrEqual(600_000);
    expect(await unwrapKey({ ...vault, rounds: rounds - 1 }, passphrase)).toBeUndefined();
  });
});

describe('the strength of a passphrase', () => {
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
  ] as const)('%j is %s', (typed, strength) => {
    expect(strengthOf(typed)).toBe(strength);
  });
});
