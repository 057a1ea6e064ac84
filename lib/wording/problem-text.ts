import type { Problem, ProblemKind } from '../model/problem.ts';
import { type MessageName, text } from './text.ts';

const sentences: Record<ProblemKind, MessageName> = {
  'not-connected': 'problemNotConnected',
  unauthorized: 'problemUnauthorized',
  'not-renewed': 'problemNotRenewed',
  locked: 'problemLocked',
  'plan-limit': 'problemPlanLimit',
  forbidden: 'problemForbidden',
  'forbidden-to-read': 'problemForbiddenToRead',
  'not-found': 'problemNotFound',
  invalid: 'problemInvalid',
  'rate-limited': 'problemRateLimited',
  unavailable: 'problemUnavailable',
  offline: 'problemOffline',
  'access-withheld': 'problemAccessWithheld',
  timeout: 'problemTimeout',
  'unreadable-answer': 'problemUnreadable',
  conflict: 'problemConflict',
  'moved-on': 'problemMovedOn',
  'wrong-deal': 'problemWrongDeal',
  'foreign-status': 'problemForeignStatus',
  'former-owner': 'problemFormerOwner',
  'former-owner-of-several': 'problemFormerOwnerOfSeveral',
  expired: 'problemExpired',
  storage: 'problemStorage',
  'store-unreadable': 'problemStoreUnreadable',
  'store-newer': 'problemStoreNewer',
  'storage-open': 'problemStorageOpen',
  'extension-restarted': 'problemRestarted',
  unexpected: 'problemUnexpected',
};

const refusals: readonly ProblemKind[] = [
  'invalid',
  'forbidden',
  'forbidden-to-read',
  'plan-limit',
  'former-owner',
  'former-owner-of-several',
];

/** Returns the sentence for a problem, followed by Close's own message if Close refused the edit. */
export function sentenceOf(problem: Problem): string {
  const sentence = text(sentences[problem.kind]);
  return refusals.includes(problem.kind) && problem.detail ? `${sentence} (${problem.detail})` : sentence;
}

/** Names the action that a problem offers. */
export type ProblemAction =
  | 'options'
  | 'unlock'
  | 'allow'
  | 'choose'
  | 'retry'
  | 'undo-rest'
  | 'reload-page'
  | 'reopen';

/** Returns the action that helps with a problem. */
export function actionOf({ kind }: Problem): ProblemAction {
  if (kind === 'not-connected' || kind === 'unauthorized' || kind === 'not-renewed') return 'options';
  if (kind === 'locked') return 'unlock';
  if (kind === 'access-withheld') return 'allow';
  if (kind === 'conflict') return 'choose';
  if (kind === 'former-owner-of-several') return 'undo-rest';
  if (kind === 'extension-restarted') return 'reload-page';
  return kind === 'moved-on' || kind === 'wrong-deal' || kind === 'foreign-status' ? 'reopen' : 'retry';
}
