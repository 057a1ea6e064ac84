import type { Lock } from '../../lib/opportunity/fields.ts';
import type { MessageName } from '../../lib/wording/text.ts';

/** Says why a field cannot be edited. */
export const lockSentences: Record<Lock, MessageName> = {
  'others-deal': 'mismatchOthersDeal',
  role: 'lockRole',
  'unknown-type': 'lockUnknownType',
  converting: 'lockConverting',
  'unclear-amount': 'lockUnclearAmount',
};
