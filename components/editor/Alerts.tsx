import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import { leadAddress } from '../../lib/opportunity/lead-address.ts';
import { text } from '../../lib/wording/text.ts';
import { later } from '../ui/load-later.tsx';
import type { Actions } from './actions.ts';
import { DamagedDraft } from './DamagedDraft.tsx';

const ProblemNote = later(async () => (await import('./ProblemNote.tsx')).ProblemNote);

/** Shows what went wrong with the deal, above the status bar and over the fields, so that nothing moves. */
export function Alerts({ deal, actions }: { deal: DealEditor; actions: Actions }) {
  const notice = deal.isSaving.value ? null : deal.notice.value;
  return (
    <div class="alerts">
      <DamagedDraft deal={deal} />
      {!deal.isDraftKept.value && (
        <p role="alert" class="problem">
          {text('notKept')}
        </p>
      )}
      {notice?.kind === 'mismatch' && (
        <p role="alert" class="problem">
          {notice.sentence}
        </p>
      )}
      {notice?.kind === 'problem' && (
        <ProblemNote
          problem={notice.problem}
          actions={actions}
          address={leadAddress(deal.view.value.opportunity.leadId)}
          onRetry={() => void deal.retry()}
          onCancel={() => {
            deal.notice.value = null;
          }}
        />
      )}
    </div>
  );
}
