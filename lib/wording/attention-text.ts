import type { AttentionRule } from '../model/table-settings.ts';
import type { AttentionReason } from '../opportunity/attention.ts';
import { countText } from './count-text.ts';
import { type MessageName, text } from './text.ts';

const ruleNames: Record<AttentionRule, MessageName> = {
  overdue: 'ruleOverdue',
  'closing-soon': 'ruleClosingSoon',
  'no-value': 'ruleNoValue',
  'no-next-step': 'ruleNoNextStep',
  untouched: 'ruleUntouched',
  stalled: 'ruleStalled',
};

/** Returns the name of a rule. */
export function ruleName(rule: AttentionRule): string {
  return text(ruleNames[rule]);
}

/** Returns why a deal needs attention: "Close date passed 12 days ago". */
export function reasonText(reason: AttentionReason): string {
  switch (reason.rule) {
    case 'overdue':
      return countText('reasonOverdueOne', 'reasonOverdue', reason.days);
    case 'closing-soon':
      return reason.days === 0
        ? text('reasonClosesToday')
        : countText('reasonClosesSoonOne', 'reasonClosesSoon', reason.days);
    case 'untouched':
      return countText('reasonUntouchedOne', 'reasonUntouched', reason.days);
    case 'stalled':
      return text('reasonStalled');
    case 'no-value':
    case 'no-next-step':
      return ruleName(reason.rule);
  }
}
