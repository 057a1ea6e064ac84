import type { Seal, Sealed } from '../model/credential.ts';
import { decrypt, encrypt, fromBase64, importKey, toBase64 } from './encrypt.ts';

// Texts are sealed with a public key, which is always at hand, and opened with the private one, which needs the
// passphrase. So what was typed can still be stored after the keys have locked.

const curve = { name: 'ECDH', namedCurve: 'P-256' };
const privateKeyFormat = 'pkcs8';
const boundTo = 'seal';

/** Creates the key pair of a vault; its private key is encrypted with the vault's key. */
export async function createSeal(vaultKey: string): Promise<Seal> {
  const pair = await createPair();
  const privateKey = await crypto.subtle.exportKey(privateKeyFormat, pair.privateKey);
  return {
    publicKey: await exportPublic(pair.publicKey),
    privateKey: await encrypt(await importKey(vaultKey), toBase64(new Uint8Array(privateKey)), boundTo),
  };
}

/** Opens sealed texts. Throws if the text was changed, is sealed for another key or belongs to something else. */
export type OpenSeal = (sealed: Sealed, boundTo: string) => Promise<string>;

/** Returns what opens the texts of a seal. Throws if the vault's key does not belong to it. */
export async function openSeal(vaultKey: string, seal: Seal): Promise<OpenSeal> {
  const bytes = fromBase64(await decrypt(await importKey(vaultKey), seal.privateKey, boundTo));
  const key = await crypto.subtle.importKey(privateKeyFormat, bytes, curve, false, ['deriveBits']);
  return async ({ sender, ...encrypted }, belongsTo) =>
    decrypt(await agree(key, await importPublic(sender), sender, seal.publicKey), encrypted, belongsTo);
}

/** Seals a text for the owner of the private key. `belongsTo` says what it is, and is needed to open it. */
export async function sealText(publicKey: string, text: string, belongsTo: string): Promise<Sealed> {
  const pair = await createPair();
  const sender = await exportPublic(pair.publicKey);
  const key = await agree(pair.privateKey, await importPublic(publicKey), sender, publicKey);
  return { sender, ...(await encrypt(key, text, belongsTo)) };
}

// ECDH with a key pair of its own for each text, then HKDF over both public keys.
async function agree(own: CryptoKey, other: CryptoKey, sender: string, receiver: string): Promise<CryptoKey> {
  const secret = await crypto.subtle.deriveBits({ name: curve.name, public: other }, own, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: fromBase64(sender), info: fromBase64(receiver) };
  const key = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(how, material, key, false, ['encrypt', 'decrypt']);
}

async function createPair(): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey(curve, true, ['deriveBits'])) as CryptoKeyPair;
}

function importPublic(key: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64(key), curve, true, []);
}

async function exportPublic(key: CryptoKey): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', key)));
}
