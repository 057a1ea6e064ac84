import { cutText } from '../base/cut-text.ts';
import type { AdviceKeys } from '../model/opportunity.ts';
import type { Suggestion } from '../model/suggestion.ts';

const maxReasonLength = 400;

/**
 * Reads Close's advice, which comes only in some organizations and in shapes that may change: anything odd is left out,
 * and nothing is an error. `suggested_action` is a union that its `action` tells apart.
 */
export function readAdvice(answer: Readonly<Record<string, unknown>>): AdviceKeys {
  const { is_stalled: isStalled, suggested_action: suggested } = answer;
  return {
    ...(typeof isStalled === 'boolean' && { isStalled }),
    ...('suggested_action' in answer && { suggestion: readSuggestion(suggested) }),
  };
}

function readSuggestion(found: unknown): Suggestion | null {
  if (!isRecord(found) || typeof found.action !== 'string') return null;
  const details = isRecord(found.details) ? found.details : {};
  const target = { change_status: details.status_id, adjust_close_date: details.close_date }[found.action];
  const reason = readLine(found.justification);
  // Without a reason, only a known action with its detail says anything.
  if (reason === '' && typeof target !== 'string' && !found.action.startsWith('follow_up_')) return null;
  return {
    action: cutText(found.action, 100),
    target: typeof target === 'string' ? cutText(target, 100) : '',
    reason,
  };
}

function readLine(found: unknown): string {
  if (typeof found !== 'string') return '';
  // Without control characters, which would be shown as nothing or as boxes.
  return cutText(found.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim(), maxReasonLength);
}

function isRecord(found: unknown): found is Record<string, unknown> {
  return typeof found === 'object' && found !== null && !Array.isArray(found);
}
