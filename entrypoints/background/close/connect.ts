import { CloseError } from '../../../lib/close-api/errors.ts';
import type { Identity } from '../../../lib/close-api/identity.ts';
import type { ConnectionList, Input } from '../../../lib/messaging/contract.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import type { Secret } from '../../../lib/model/credential.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { forgetDeals } from '../../../lib/popup-cache/remembered-deals.ts';
import {
  advice,
  cachedUsers,
  catalog,
  connections,
  dealStatuses,
  keyStorage,
  ratePause,
  type SecretHandoff,
  secretHandoff,
} from '../../../lib/storage/items.ts';
import { removeEverything } from '../../../lib/storage/remove-everything.ts';
import { forgetOutcomes } from '../browser/badge.ts';
import { canPagesReadKeys } from '../browser/storage-access.ts';
import { keepAttentionDays } from '../deals/attention-count.ts';
import { forgetDealsOf } from '../deals/known-deals.ts';
import { block, unblock } from '../outbox/outbox.ts';
import { forgetSettled } from '../outbox/settle.ts';
import { readCatalog, showMenuOfDefault } from './catalog.ts';
import { createClient, unknownOrganization } from './client.ts';
import { forgetRemovedSecrets, hasSecret, storeSecret, takeSecret } from './credentials.ts';
import { readSecretHandoff, vaultKey } from './vault.ts';

/** Connects with the first valid key of those the options page handed over, or with the tokens for its OAuth code. */
export async function connect(): Promise<Result<Connection>> {
  if (await canPagesReadKeys()) return failure({ kind: 'storage-open' });
  const { secrets, home } = await secretsIn(await readSecretHandoff());
  const { secret: valid, identity } = await findValid(secrets);
  const { organizations, userId, userName, email } = identity;
  const organization = organizations.find(({ id }) => id === home) ?? organizations[0];
  if (!organization) return failure({ kind: 'unreadable-answer' });
  const { id: organizationId, name: organizationName, ...rest } = organization;
  const connection: Connection = { organizationId, organizationName, userId, userName, email, ...rest };
  await storeSecret(organizationId, valid);
  await connections.update((list) => {
    const index = list.findIndex((each) => each.organizationId === organizationId);
    return index < 0 ? [...list, connection] : list.with(index, connection);
  });
  await unblock(organizationId);
  // Reads the pipelines for the menu after the answer.
  void readCatalog({ connection, close: createClient(organizationId, valid) }, true).catch(() => {});
  return success(connection);
}

/** Returns the credentials to try, and the id of their organization if Close named it. */
async function secretsIn(
  handoff: SecretHandoff | null,
): Promise<{ secrets: Secret[]; home?: string | undefined }> {
  if (handoff === null || typeof handoff === 'string') throw new CloseError({ kind: 'unexpected' });
  if (Array.isArray(handoff)) return { secrets: handoff };
  if ('tokens' in handoff) return { secrets: [handoff.tokens], home: handoff.home };
  const { code, verifier: code_verifier, redirectUri: redirect_uri } = handoff;
  const grant = { grant_type: 'authorization_code', code, code_verifier, redirect_uri };
  const { tokens, organizationId } = await createClient(unknownOrganization).requestTokens(handoff, grant);
  // The tokens replace the code, because a code works once and this worker may die before it answers.
  await secretHandoff.update(
    (current) => current && { ...current, secret: { tokens, home: organizationId } },
  );
  return { secrets: [tokens], home: organizationId };
}

async function findValid(secrets: Secret[]): Promise<{ secret: Secret; identity: Identity }> {
  const [first = '', ...others] = secrets;
  try {
    return { secret: first, identity: await createClient(unknownOrganization, first).readIdentity() };
  } catch (error) {
    const isRefused = error instanceof CloseError && error.problem.kind === 'unauthorized';
    if (isRefused && others.length > 0) return findValid(others);
    throw error;
  }
}

/** Lists the connections and whether the credential of each can be read. */
export async function listConnections(): Promise<Result<ConnectionList>> {
  const [list, chosen] = await Promise.all([connections.read(), keyStorage.read()]);
  return success({
    connections: await Promise.all(
      list.map(async (each) => ({ ...each, isOpen: await hasSecret(each.organizationId) })),
    ),
    keyStorage: chosen,
    isLocked: typeof chosen === 'object' && !(await vaultKey().catch(() => null)),
  });
}

/** Makes an organization the default: it is asked first and its statuses are in the menu. */
export async function makeDefault({ organizationId }: Input<'connection.default'>): Promise<Result<null>> {
  const isDefault = (each: Connection) => Number(each.organizationId === organizationId);
  await connections.update((list) => list.toSorted((one, other) => isDefault(other) - isDefault(one)));
  await showMenuOfDefault();
  return success(null);
}

/**
 * Removes an organization and its credential. Its pending edits are kept; returns how many there are, and whether the
 * credential is still valid in Close.
 */
export async function disconnect({
  organizationId,
}: Input<'connection.remove'>): Promise<Result<{ waiting: number; isStillValid: boolean }>> {
  const former = await takeSecret(organizationId);
  for (const item of [catalog, cachedUsers, ratePause]) await item(organizationId).remove();
  await dealStatuses.remove();
  await forgetDeals();
  await forgetDealsOf(organizationId);
  await advice.remove();
  // They may be days of its deals.
  await keepAttentionDays({ days: [] });
  await connections.update((list) => list.filter((each) => each.organizationId !== organizationId));
  await showMenuOfDefault();
  const renewal = typeof former === 'object' ? former?.renewal : undefined;
  // Close offers to revoke tokens only; an API key ends when the user deletes it there.
  const isRevoked =
    renewal !== undefined &&
    (await createClient(organizationId)
      .revokeTokens(renewal)
      .then(() => true)
      .catch(() => false));
  const waiting = await block(organizationId);
  await forgetRemovedSecrets();
  return success({ waiting, isStillValid: !isRevoked });
}

/** Disconnects every organization, then removes everything that the extension has stored. */
export async function removeAll(): Promise<Result<null>> {
  // An unreadable list must not stop the removal.
  const list = await connections.read().catch(() => []);
  for (const { organizationId } of list) await disconnect({ organizationId }).catch(() => {});
  await removeEverything();
  // Instead of a reload of the worker, which would close the page that says that everything is removed.
  forgetSettled();
  forgetOutcomes();
  return success(null);
}
