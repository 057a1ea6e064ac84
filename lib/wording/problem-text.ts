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
  'not-on-page': 'problemNotOnPage',
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

const refusals: readonly ProblemKind[] = ['invalid', 'forbidden', 'forbidden-to-read', 'plan-limit'];

/** Returns the sentence for a problem, followed by Close's own message if Close refused the change. */
export function sentenceOf(problem: Problem): string {
  const sentence = text(sentences[problem.kind]);
  if (!problem.detail) return sentence;
  if (refusals.includes(problem.kind)) return `${sentence} ${text('closeSays', problem.detail)}`;
  // The detail is the name of the former owner.
  return problem.kind.startsWith('former-owner') ? `${sentence} (${problem.detail})` : sentence;
}

/** Names the action that a problem offers. */
export type ProblemAction =
  | 'connect'
  | 'reconnect'
  | 'unlock'
  | 'allow'
  | 'choose'
  | 'retry'
  | 'undo-rest'
  | 'save-anyway'
  | 'open-in-close'
  | 'show-field'
  | 'refresh'
  | 'update-extension'
  | 'update-browser'
  | 'reload-page'
  | 'reopen';

const actions: Partial<Record<ProblemKind, ProblemAction>> = {
  'not-connected': 'connect',
  unauthorized: 'reconnect',
  'not-renewed': 'reconnect',
  locked: 'unlock',
  'access-withheld': 'allow',
  conflict: 'choose',
  'former-owner-of-several': 'undo-rest',
  // Close would refuse the same request again.
  'plan-limit': 'open-in-close',
  forbidden: 'open-in-close',
  'forbidden-to-read': 'open-in-close',
  'not-found': 'open-in-close',
  'former-owner': 'open-in-close',
  'moved-on': 'reopen',
  'not-on-page': 'save-anyway',
  // The deal and the statuses are read again.
  'wrong-deal': 'refresh',
  'foreign-status': 'refresh',
  'store-newer': 'update-extension',
  'storage-open': 'update-browser',
  'extension-restarted': 'reload-page',
};

/** Returns the action that helps with a problem. */
export function actionOf({ kind, fieldErrors = {} }: Problem): ProblemAction {
  if (kind === 'invalid') return Object.keys(fieldErrors).length > 0 ? 'show-field' : 'open-in-close';
  return actions[kind] ?? 'retry';
}
