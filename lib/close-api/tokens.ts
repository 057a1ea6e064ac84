import * as z from 'zod/mini';
import type { Secret } from '../model/credential.ts';
import { CloseError } from './errors.ts';
import type { SendRequest } from './request.ts';

/** An organization's own app, because a shipped extension could not keep the secret of one for all. */
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

export function tokenRequests(request: SendRequest) {
  return {
    /** `POST /oauth2/token/`: exchanges a code or a refresh token for tokens; the error is `not-renewed` if Close refuses. */
    async requestTokens(
      { clientId, clientSecret }: OauthApp,
      grant: Record<string, string>,
    ): Promise<{ tokens: Tokens; organizationId: string | undefined }> {
      const form = { ...grant, client_id: clientId, client_secret: clientSecret };
      const requestedAt = Date.now();
      const answer = await request({ path: '/oauth2/token/', form, schema: tokensSchema }).catch((error) => {
        throw error instanceof CloseError ? withoutDetail(error) : error;
      });
      const refreshToken = answer.refresh_token ?? grant.refresh_token;
      const expiresAt = requestedAt + (answer.expires_in ?? 3600) * 1000;
      return {
        tokens: {
          accessToken: answer.access_token,
          ...(refreshToken && { renewal: { clientId, clientSecret, refreshToken, expiresAt } }),
        },
        organizationId: answer.organization_id,
      };
    },

    /** `POST /oauth2/revoke/`: tells Close that these tokens are not used any more. */
    async revokeTokens({
      clientId,
      clientSecret,
      refreshToken,
    }: NonNullable<Tokens['renewal']>): Promise<void> {
      const form = { token: refreshToken, client_id: clientId, client_secret: clientSecret };
      await request({ path: '/oauth2/revoke/', form, schema: z.unknown() });
    },
  };
}

// Drops Close's own words and the cause, because they might repeat a token.
function withoutDetail({ problem: { kind, retryAt }, request }: CloseError): CloseError {
  const isRefusal = kind === 'invalid' || kind === 'forbidden' || kind === 'unauthorized';
  if (isRefusal) return new CloseError({ kind: 'not-renewed' }, { request });
  return new CloseError(retryAt === undefined ? { kind } : { kind, retryAt }, { request });
}
