import type { Input } from '../../../lib/messaging/contract.ts';
import type { Result } from '../../../lib/model/result.ts';
import { unblock } from '../outbox/outbox.ts';
import { unlock } from './vault.ts';

/** Opens the vault and releases the edits that waited for it. */
export async function unlockVault(input: Input<'vault.unlock'>): Promise<Result<null>> {
  const opened = await unlock(input);
  if (opened.ok) await unblock();
  return opened;
}
