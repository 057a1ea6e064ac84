import { requestTokens } from '../../lib/close-api/tokens.ts';
import type { Secret } from '../../lib/connection/secret.ts';
import { secret } from '../../lib/storage/items.ts';

/** A token is renewed a little before it ends, so that no request is on its way with one that does. */
const marginMs = 60_000;

/** Runs work during which nobody else renews, replaces or removes this organisation's secret. */
export function withSecret<Value>(organizationId: string, work: () => Promise<Value>): Promise<Value> {
  return navigator.locks.request(`secret-${organizationId}`, work);
}

/**
 * What opens an organisation, renewed where it is about to end; null where there is nothing. Throws `CloseError`:
 * `not-renewed` where Close refuses to renew it, which is also what follows where the answer to a renewal was lost, since
 * the refresh token works once.
 */
export async function readSecret(organizationId: string): Promise<Secret | null> {
  const item = secret(organizationId);
  const known = await item.read();
  if (!renewalOf(known)) return known;
  return withSecret(organizationId, async () => {
    // Whoever held the lock before may have renewed it.
    const latest = await item.read();
    const renewal = renewalOf(latest);
    if (!renewal) return latest;
    const { tokens } = await requestTokens(renewal, {
      grant_type: 'refresh_token',
      refresh_token: renewal.refreshToken,
    });
    // First kept, then used. Where the browser keeps nothing it still opens this one request.
    await item.write(tokens).catch(() => {});
    return tokens;
  });
}

function renewalOf(known: Secret | null) {
  const renewal = typeof known === 'object' ? known?.renewal : undefined;
  return renewal && renewal.expiresAt - marginMs < Date.now() ? renewal : undefined;
}
