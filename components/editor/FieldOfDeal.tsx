import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { Opportunity } from '../../lib/model/opportunity.ts';
import type { Field } from '../../lib/opportunity/fields.ts';
import { leadAddress } from '../../lib/opportunity/lead-address.ts';
import { currencySign, usualDecimals } from '../../lib/opportunity/money.ts';
import { asList, valueIn } from '../../lib/opportunity/values.ts';
import { fieldName, periodName } from '../../lib/wording/describe-change.ts';
import { text } from '../../lib/wording/text.ts';
import { useOptions } from '../options/use-options.ts';
import { Arrow } from '../ui/Arrow.tsx';
import { later } from '../ui/load-later.tsx';
import { AmountReading } from './AmountReading.tsx';
import type { Actions } from './actions.ts';
import { entryProblemText } from './entry-problem-text.ts';
import { FieldRow } from './FieldRow.tsx';
import { lockSentences } from './lock-sentences.ts';

const FormattedNote = later(async () => (await import('./FormattedNote.tsx')).FormattedNote);
const AttachmentList = later(async () => (await import('./AttachmentList.tsx')).AttachmentList);

/** Names the id of the element that says why a deal cannot be edited. */
export const othersDealReason = 'others-deal-note';

type Props = { deal: DealEditor; field: Field; isWon: boolean; actions: Actions };

/** Renders one field of the deal with its label, entry, options and validation message. */
export function FieldOfDeal({ deal, field, isWon, actions }: Props) {
  const { opportunity, catalog } = deal.view.value;
  const isUnclear = field.lock === 'unclear-amount';
  const entry = isUnclear ? opportunity.valueFormatted : deal.entryOf(field);
  const problem = deal.ready.value.problems[field.key];
  const isCloseDay = field.key === 'date_won' && isWon;
  const source = useOptions(deal, field, entry);
  const isChanged = deal.changed.value.includes(field.key);
  const sentence = problem ? entryProblemText(problem) : (deal.fieldErrors.value[field.key] ?? '');
  const isWaiting = deal.waiting.value.includes(field.key);
  const shared = { isChanged, isWaiting, problem: sentence };
  if (field.type === 'append') {
    return (
      <FormattedNote
        {...shared}
        isLocked={field.lock !== undefined}
        note={String(valueIn(deal.values.value, 'note') ?? '')}
        typed={String(entry)}
        onType={(typed) => deal.enter(field, typed)}
        onOpenInClose={() => actions.openTab(leadAddress(opportunity.leadId))}
      />
    );
  }
  if (field.type === 'attachments') {
    return (
      <AttachmentList
        {...shared}
        isLocked={field.lock !== undefined}
        attachments={asList(entry)}
        onChange={(list) => deal.enter(field, list)}
        onOpen={actions.openTab}
        onAddToNote={(address) => addToNote(deal, address)}
      />
    );
  }
  return (
    <FieldRow
      {...shared}
      field={field}
      name={isCloseDay ? text('fieldClosedOn') : fieldName(field.key, catalog)}
      sign={field.type === 'money' && !isUnclear ? currencySign(opportunity.currency) : ''}
      hint={isCountUnknown(field, opportunity) ? text('amountUnsure', opportunity.currency) : ''}
      entry={entry}
      source={source}
      lockNoteId={field.lock === 'others-deal' ? othersDealReason : undefined}
      lock={field.lock ? text(lockSentences[field.lock]) : ''}
      onEnter={(entry) => deal.enter(field, entry)}
      companion={
        field.type === 'money' && (
          <>
            {isChanged && <AmountReading typed={String(entry)} currency={opportunity.currency} />}
            <PeriodChoice deal={deal} />
          </>
        )
      }
    />
  );
}

// Nothing shows how Close counts the currency until the deal has an amount.
function isCountUnknown({ type, lock }: Field, { currency, valueFormatted }: Opportunity): boolean {
  return type === 'money' && !lock && valueFormatted === '' && usualDecimals(currency) !== 2;
}

/** Appends a line to the plain or formatted note in the editor; does not save it. */
function addToNote(deal: DealEditor, line: string): void {
  const note = deal.fields.value.find(({ key }) => key === 'note' || key === 'note_html');
  if (!note) return;
  const shown = String(deal.entryOf(note));
  deal.enter(note, shown === '' ? line : `${shown}\n${line}`);
}

/** Renders the billing period inside the value's box, because it only makes sense next to a value. */
function PeriodChoice({ deal }: { deal: DealEditor }) {
  const field = deal.fields.value.find(({ type }) => type === 'period');
  if (!field) return null;
  const chosen = String(deal.entryOf(field));
  return (
    <>
      <select
        class="companion"
        aria-label={text('fieldValuePeriod')}
        value={chosen}
        disabled={field.lock !== undefined}
        onChange={(event) => deal.enter(field, event.currentTarget.value)}
      >
        {!field.choices.includes(chosen) && <option value={chosen}>{periodName(chosen)}</option>}
        {field.choices.map((period) => (
          <option key={period} value={period}>
            {periodName(period)}
          </option>
        ))}
      </select>
      <Arrow />
    </>
  );
}
