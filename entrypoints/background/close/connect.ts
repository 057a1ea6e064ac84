import { type Identity, readIdentity } from '../../../lib/close-api/client.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import { requestTokens, revokeTokens } from '../../../lib/close-api/tokens.ts';
import { authorizationOf } from '../../../lib/connection/authorization.ts';
import type { ConnectionList, Input } from '../../../lib/messaging/contract.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import type { Secret } from '../../../lib/model/credential.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { forgetDeals } from '../../../lib/popup-cache/remembered-deals.ts';
import {
  catalog,
  connections,
  type HandedOver,
  handedOver,
  keeping,
  knownUsers,
  ratePause,
  standings,
} from '../../../lib/storage/items.ts';
import { removeEverything } from '../../../lib/storage/remove-everything.ts';
import { block, unblock } from '../outbox/outbox.ts';
import { readCatalog, showMenuOfDefault } from './catalog.ts';
import { forgetRemovedSecrets, hasSecret, keepSecret, takeSecret } from './credentials.ts';
import { readHandedOver, vaultKey } from './vault.ts';

/** Checks what the options page found in a pasted text, or exchanges a code, and keeps it where it is valid. */
export async function connect(): Promise<Result<Connection>> {
  const { secrets, home } = await secretsIn(await readHandedOver());
  const { secret: valid, identity } = await findValid(secrets);
  const { organizations, userId, userName } = identity;
  const organization = organizations.find(({ id }) => id === home) ?? organizations[0];
  if (!organization) return failure({ kind: 'unreadable-answer' });
  const { id: organizationId, name: organizationName, ...rest } = organization;
  const connection: Connection = { organizationId, organizationName, userId, userName, ...rest };
  await keepSecret(organizationId, valid);
  await connections.update((known) => {
    const place = known.findIndex((each) => each.organizationId === organizationId);
    return place < 0 ? [...known, connection] : known.with(place, connection);
  });
  // The menu wants the pipelines and parked edits want the key; neither has to hold up the answer.
  void readCatalog({ connection, authorization: authorizationOf(valid) }, true).catch(() => {});
  void unblock(organizationId).catch(() => {});
  return success(connection);
}

/** What may open an organisation, and which one that is where Close said so. */
async function secretsIn(
  handed: HandedOver | null,
): Promise<{ secrets: Secret[]; home?: string | undefined }> {
  if (handed === null || typeof handed === 'string') throw new CloseError({ kind: 'unexpected' });
  if (Array.isArray(handed)) return { secrets: handed };
  if ('tokens' in handed) return { secrets: [handed.tokens], home: handed.home };
  const { code, verifier: code_verifier, redirectUri: redirect_uri } = handed;
  const grant = { grant_type: 'authorization_code', code, code_verifier, redirect_uri };
  const { tokens, organizationId } = await requestTokens(handed, grant);
  // A code works once. What it brought takes its place, for a worker that goes on after this one dies.
  await handedOver.update((known) => known && { ...known, secret: { tokens, home: organizationId } });
  return { secrets: [tokens], home: organizationId };
}

async function findValid(secrets: Secret[]): Promise<{ secret: Secret; identity: Identity }> {
  const [first = '', ...others] = secrets;
  try {
    return { secret: first, identity: await readIdentity(authorizationOf(first)) };
  } catch (error) {
    const isRefused = error instanceof CloseError && error.problem.kind === 'unauthorized';
    if (isRefused && others.length > 0) return findValid(others);
    throw error;
  }
}

/** What is connected, and whether it can be used right now. */
export async function listConnections(): Promise<Result<ConnectionList>> {
  const [known, how] = await Promise.all([connections.read(), keeping.read()]);
  return success({
    connections: await Promise.all(
      known.map(async (each) => ({ ...each, isOpen: await hasSecret(each.organizationId) })),
    ),
    keeping: how,
    isLocked: typeof how === 'object' && !(await vaultKey().catch(() => null)),
  });
}

/** Makes a connected organisation the one that is asked first and whose statuses stand in the menu. */
export async function makeDefault({ organizationId }: Input<'connection.default'>): Promise<Result<null>> {
  const isIt = (each: Connection) => Number(each.organizationId === organizationId);
  await connections.update((known) => known.toSorted((one, other) => isIt(other) - isIt(one)));
  await showMenuOfDefault();
  return success(null);
}

/** Forgets an organisation and its key; says how many edits wait for it, which are kept. */
export async function disconnect({
  organizationId,
}: Input<'connection.remove'>): Promise<Result<{ waiting: number }>> {
  const former = await takeSecret(organizationId);
  for (const item of [catalog, knownUsers, ratePause]) await item(organizationId).remove();
  await standings.remove();
  await forgetDeals();
  await connections.update((known) => known.filter((each) => each.organizationId !== organizationId));
  await showMenuOfDefault();
  // Close is told too; where it cannot be, the tokens are gone from this device all the same.
  if (typeof former === 'object' && former?.renewal) await revokeTokens(former.renewal).catch(() => {});
  const waiting = await block(organizationId);
  await forgetRemovedSecrets();
  return success({ waiting });
}

/** Ends every connection in its own way, then removes all that the extension has stored or set up. */
export async function removeAll(): Promise<Result<null>> {
  // What cannot be read is removed all the same.
  const known = await connections.read().catch(() => []);
  for (const { organizationId } of known) await disconnect({ organizationId }).catch(() => {});
  await removeEverything();
  return success(null);
}
