import { ask } from '../messaging/ask.ts';
import { askWithSecret } from '../storage/secret-handoff.ts';
import { sentenceOf } from '../wording/problem-text.ts';
import { text } from '../wording/text.ts';
import { rounds, unwrapKey, wrapKey } from './vault.ts';

/**
 * Unlocks the vault with a passphrase, which stays in the page: the background gets only the key. Resolves to an error
 * message, "" on success.
 */
export async function unlock(passphrase: string): Promise<string> {
  const list = await ask('connection.list', {});
  if (!list.ok) return sentenceOf(list.problem);
  const { keyStorage: vault } = list.value;
  if (typeof vault === 'string') return '';
  const key = await unwrapKey(vault, passphrase);
  if (key === undefined) return text('passphraseWrong');
  const isOld = vault.rounds < rounds;
  const raised = isOld ? { vault: await wrapKey(key, passphrase, vault) } : {};
  const result = await askWithSecret(key, () => ask('vault.unlock', raised));
  return result.ok ? '' : sentenceOf(result.problem);
}
