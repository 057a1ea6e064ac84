import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { DealView } from '../../lib/model/deal-view.ts';
import { leadAddress } from '../../lib/opportunity/lead-address.ts';
import { isAsSuggested, proposalOf } from '../../lib/opportunity/suggestion.ts';
import { applyPatch } from '../../lib/opportunity/values.ts';
import { describeChange } from '../../lib/wording/describe-change.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import type { Actions } from './actions.ts';
import './advice.css';

type Props = { deal: DealEditor; actions: Actions; opened: NonNullable<DealView['advice']> };

const followUps = new Map<string, MessageName>([
  ['follow_up_email', 'adviceEmail'],
  ['follow_up_sms', 'adviceSms'],
  ['follow_up_call', 'adviceCall'],
]);

/** Renders what Close advises for the deal, in a place whose height does not change. Its texts are plain text. */
export function AdviceLine({ deal, actions, opened }: Props) {
  const region = useRef<HTMLElement>(null);
  const isPutOff = useSignal(false);
  const { opportunity, catalog, advice } = deal.view.value;
  const { suggestion, isStalled } = advice ?? opened;
  const shown = { values: deal.values.value };
  const isDone = isAsSuggested(suggestion, shown);
  const found = proposalOf(suggestion, shown, catalog.pipelines, new Date());
  const proposal = advice && !isPutOff.value && !isDone ? found : null;
  const note: MessageName = isPutOff.value ? 'advicePutOff' : isDone ? 'adviceDone' : 'adviceWithdrawn';

  // Advice that the user has followed is not shown again, also after an undo.
  const isSaved = isAsSuggested(suggestion, opportunity);
  useEffect(() => {
    if (isSaved) void deal.ask('advice.put-off', { opportunityId: opportunity.id, suggestion });
  }, [isSaved]);

  // The pressed button disappears, so that the region takes the focus.
  async function putOff(): Promise<void> {
    isPutOff.value = true;
    region.current?.focus();
    await deal.ask('advice.put-off', { opportunityId: opportunity.id, suggestion });
  }

  return (
    <section ref={region} class="advice" aria-label={text('adviceTitle')} tabIndex={-1}>
      <div class="grow">
        <p class="caption">
          {text('adviceTitle')} {isStalled && <span class="pill stalled">{text('stalled')}</span>}
        </p>
        {proposal ? (
          <>
            {proposal.kind !== 'text' && (
              <p class="change">
                <bdi>
                  {headline(deal, suggestion.action, proposal.kind === 'change' ? proposal.patch : {})}
                </bdi>
              </p>
            )}
            {suggestion.reason && (
              <p class="reason">
                <bdi>{suggestion.reason}</bdi>
              </p>
            )}
          </>
        ) : (
          <p class="reason" role="status">
            {text(note)}
          </p>
        )}
      </div>
      {proposal && (
        <div class="advice-buttons">
          {proposal.kind === 'change' && !deal.isLocked.value && (
            <button type="button" class="button" onClick={() => void deal.choose(proposal.patch)}>
              {text('adviceApply')}
            </button>
          )}
          {proposal.kind === 'follow-up' && (
            <a
              class="button"
              href={leadAddress(opportunity.leadId)}
              target="_blank"
              rel="noreferrer"
              onClick={(event) => {
                event.preventDefault();
                actions.openTab(leadAddress(opportunity.leadId));
              }}
            >
              {text('adviceOpenLead')}
            </a>
          )}
          <button type="button" class="link" onClick={() => void putOff()}>
            {text('adviceNotNow')}
          </button>
        </div>
      )}
    </section>
  );
}

/** Says what would change, before and after, or whom to follow up with. */
function headline(deal: DealEditor, action: string, patch: Parameters<typeof applyPatch>[0]): string {
  const followUp = followUps.get(action);
  if (followUp) return text(followUp);
  const values = deal.values.value;
  const after = applyPatch(patch, values);
  const [line] = describeChange(
    { before: values, after },
    deal.words.value,
    deal.view.value.opportunity.currency,
  );
  return line ? text('adviceChange', isolate(line.name), isolate(line.before), isolate(line.after)) : '';
}
