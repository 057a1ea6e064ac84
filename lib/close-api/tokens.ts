import * as z from 'zod/mini';
import type { Secret } from '../model/credential.ts';
import { CloseError } from './errors.ts';
import { requestClose } from './request.ts';

/** The organisation's own app: a shipped extension could not keep a secret of one for everybody. */
export type OauthApp = { clientId: string; clientSecret: string };

type Tokens = Exclude<Secret, string>;

/** Close's answer to a code or a refresh token. */
export const tokensSchema = z.object({
  access_token: z.string(),
  refresh_token: z.optional(z.string()),
  /** Seconds; an hour by Close's documentation. */
  expires_in: z.optional(z.number()),
  organization_id: z.optional(z.string()),
});

/** Exchanges a code, or the refresh token, for new tokens. Throws `CloseError`: `not-renewed` where Close refuses. */
export async function requestTokens(
  { clientId, clientSecret }: OauthApp,
  grant: Record<string, string>,
): Promise<{ tokens: Tokens; organizationId: string | undefined }> {
  const form = { ...grant, client_id: clientId, client_secret: clientSecret };
  const askedAt = Date.now();
  const answer = await requestClose({ path: '/oauth2/token/', form, schema: tokensSchema }).catch(
    (error: CloseError) => {
      const { kind, retryAt } = error.problem;
      const isRefusal = kind === 'invalid' || kind === 'forbidden' || kind === 'unauthorized';
      if (isRefusal) throw new CloseError({ kind: 'not-renewed' });
      // Close's own words might repeat a token.
      throw new CloseError(retryAt === undefined ? { kind } : { kind, retryAt });
    },
  );
  const refreshToken = answer.refresh_token ?? grant.refresh_token;
  const expiresAt = askedAt + (answer.expires_in ?? 3600) * 1000;
  return {
    tokens: {
      accessToken: answer.access_token,
      ...(refreshToken && { renewal: { clientId, clientSecret, refreshToken, expiresAt } }),
    },
    organizationId: answer.organization_id,
  };
}

/** Tells Close that these tokens are not used any more. Throws `CloseError`. */
export async function revokeTokens({
  clientId,
  clientSecret,
  refreshToken,
}: NonNullable<Tokens['renewal']>): Promise<void> {
  const form = { token: refreshToken, client_id: clientId, client_secret: clientSecret };
  await requestClose({ path: '/oauth2/revoke/', form, schema: z.unknown() });
}
