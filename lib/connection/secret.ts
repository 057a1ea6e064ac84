import * as z from 'zod/mini';

/**
 * What opens an organisation: an API key as it is, or an access token; `renewal` is there where the token comes from the
 * organisation's own OAuth app.
 */
export const secretSchema = z.union([
  z.string(),
  z.object({
    accessToken: z.string(),
    renewal: z.optional(
      z.object({
        clientId: z.string(),
        clientSecret: z.string(),
        /** Works once: the answer to its use carries the next one. */
        refreshToken: z.string(),
        /** When the access token ends, in epoch milliseconds. */
        expiresAt: z.number(),
      }),
    ),
  }),
]);
export type Secret = z.infer<typeof secretSchema>;

/** The `Authorization` header's value: Basic with the key as user name and no password, or Bearer. */
export function authorizationOf(secret: Secret): string {
  return typeof secret === 'string' ? `Basic ${btoa(`${secret}:`)}` : `Bearer ${secret.accessToken}`;
}
