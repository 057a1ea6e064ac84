import * as z from 'zod/mini';

/**
 * Credential of an organization: an API key, or an access token. `renewal` is set if the token comes from the
 * organization's own OAuth app.
 */
export const secretSchema = z.union([
  z.string(),
  z.object({
    accessToken: z.string(),
    renewal: z.optional(
      z.object({
        clientId: z.string(),
        clientSecret: z.string(),
        /** Refresh token. Works once, and the answer contains the next one. */
        refreshToken: z.string(),
        /** When the access token ends, in epoch milliseconds. */
        expiresAt: z.number(),
      }),
    ),
  }),
]);
export type Secret = z.infer<typeof secretSchema>;

/** A text under AES-GCM, both parts in base64. */
export const encryptedSchema = z.object({ iv: z.string(), data: z.string() });
export type Encrypted = z.infer<typeof encryptedSchema>;

/** The key pair that seals the stored words about customers: the public key in base64, the private one encrypted. */
const sealSchema = z.object({ publicKey: z.string(), privateKey: encryptedSchema });
export type Seal = z.infer<typeof sealSchema>;

/** A text that only the private key of a seal opens; `sender` is the public key made for this text, in base64. */
export const sealedSchema = z.object({ sender: z.string(), ...encryptedSchema.shape });
export type Sealed = z.infer<typeof sealedSchema>;

/** The key that encrypts the secrets, itself encrypted under the passphrase. */
export const vaultSchema = z.object({
  /** Rounds of PBKDF2 when the passphrase was set. */
  salt: z.string(),
  rounds: z.number(),
  key: encryptedSchema,
  idleMinutes: z.number(),
  seal: sealSchema,
});
export type Vault = z.infer<typeof vaultSchema>;

/** Where secrets are stored: on this device, in memory until the browser closes, or on this device under a passphrase. */
export const keyStorageSchema = z.union([z.enum(['device', 'session']), vaultSchema]);
export type KeyStorage = z.infer<typeof keyStorageSchema>;
