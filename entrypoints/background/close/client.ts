import { browser } from 'wxt/browser';
import { type CloseClient, createCloseClient } from '../../../lib/close-api/client.ts';
import { endOfPause } from '../../../lib/close-api/rate-limit.ts';
import { authorizationOf } from '../../../lib/connection/authorization.ts';
import type { Secret } from '../../../lib/model/credential.ts';
import { closeApi } from '../../../lib/sites/host-patterns.ts';
import { ratePause } from '../../../lib/storage/items.ts';
import { logRequest } from './request-log.ts';

/** Placeholder for the organization of a key that was not tried yet. */
export const unknownOrganization = '';

/**
 * Creates the client for a credential of an organization, whose rate limit holds for all its clients. Without a
 * credential the client can only request tokens.
 */
export function createClient(organizationId: string, secret?: Secret): CloseClient {
  return createCloseClient({
    authorization: secret && authorizationOf(secret),
    fetch,
    onRequest: logRequest,
    rateLimit: ratePause(organizationId),
    hasAccess,
  });
}

async function hasAccess(): Promise<boolean> {
  return browser.permissions.contains({ origins: [closeApi] });
}

/** Returns when an organization's rate limit ends, in epoch milliseconds. */
export async function pausedUntil(organizationId: string): Promise<number> {
  return endOfPause(await ratePause(organizationId).read());
}
