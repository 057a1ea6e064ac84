import type { Input } from '../../../lib/messaging/contract.ts';
import type { FieldsChange, PastChanges, StatusChange } from '../../../lib/model/deal-history.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { readAccess } from '../close/access.ts';

/** Reads the changes of a deal's status from Close, in one request. */
export async function readStatusChanges({
  organizationId,
  opportunityId,
}: Input<'history.read'>): Promise<Result<PastChanges<StatusChange>>> {
  const { close } = await readAccess(organizationId);
  return success(await close.readStatusChanges(opportunityId));
}

/** Reads the changes of a deal's fields from Close, in one request. */
export async function readFieldsChanges({
  organizationId,
  opportunityId,
}: Input<'history.fields'>): Promise<Result<PastChanges<FieldsChange>>> {
  const { close } = await readAccess(organizationId);
  return success(await close.readFieldsChanges(opportunityId));
}
