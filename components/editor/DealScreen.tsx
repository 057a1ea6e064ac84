import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { Pipeline } from '../../lib/model/pipeline.ts';
import { askingStatuses } from '../../lib/opportunity/asking-statuses.ts';
import { findStatus } from '../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { shortcutOf } from '../../lib/surface/shortcut-of.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { text } from '../../lib/wording/text.ts';
import { later } from '../ui/load-later.tsx';
import { Alerts } from './Alerts.tsx';
import type { Actions } from './actions.ts';
import { ConfidenceChoices } from './ConfidenceChoices.tsx';
import { DealHeader } from './DealHeader.tsx';
import { entryProblemText } from './entry-problem-text.ts';
import { FieldList } from './FieldList.tsx';
import { othersDealReason } from './FieldOfDeal.tsx';
import { LineRow } from './one-line/LineRow.tsx';
import { QuickActionChoices } from './QuickActionChoices.tsx';
import { StatusBar } from './StatusBar.tsx';
import { StatusChoices } from './StatusChoices.tsx';

const MoveDialog = later(async () => (await import('./MoveDialog.tsx')).MoveDialog);
const AdviceLine = later(async () => (await import('./AdviceLine.tsx')).AdviceLine);
const ConflictDialog = later(async () => (await import('./ConflictDialog.tsx')).ConflictDialog);

type Props = {
  deal: DealEditor;
  /** Whether the deal is shown from the cache while Close is being asked for its current state. */
  isReadingAgain?: boolean;
  actions: Actions;
};

/** Renders the editor of one deal. */
export function DealScreen({ deal, isReadingAgain = false, actions }: Props) {
  const { opportunity, catalog } = deal.view.value;
  const values = deal.values.value;
  const statusId = String(valueIn(values, 'status_id') ?? '');
  const confidence = asNumber(valueIn(values, 'confidence'));
  const confidenceField = deal.fields.value.find(({ key }) => key === 'confidence');
  const isAmountShown = deal.fields.value.some(
    ({ type, lock }) => type === 'money' && lock !== 'unclear-amount',
  );
  const problem = deal.ready.value.problems.confidence;
  const own = findStatus(catalog.pipelines, statusId)?.pipeline;
  // The user may browse the statuses of another pipeline; a change of the deal's status ends that.
  const looked = useSignal<{ from: string; pipelineId: string } | null>(null);
  const lookedAt =
    looked.value?.from === statusId
      ? catalog.pipelines.find(({ id }) => id === looked.value?.pipelineId)
      : undefined;
  const shown = lookedAt ?? own ?? catalog.pipelines[0];
  const lockNoteId = deal.isLocked.value ? othersDealReason : undefined;
  const screen = useRef<HTMLDivElement>(null);

  // Focuses before the first paint, because users press keys as soon as they see the screen.
  useLayoutEffect(() => {
    // A line from the address bar has the focus already.
    if (screen.current?.querySelector('.line-row input:focus')) return;
    screen.current?.querySelector<HTMLElement>('[role=radio][tabindex="0"]')?.focus();
  }, []);

  const wanted = deal.wantedField.value;
  useLayoutEffect(() => {
    if (wanted) document.getElementById(`field-${wanted}`)?.focus();
  }, [wanted]);

  // Listens on the document, because focus moves to the body when a pressed button is removed.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => onShortcut(event, deal, shown);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [deal, shown]);

  return (
    <div class={isReadingAgain ? 'screen reading-again' : 'screen'} ref={screen}>
      <DealHeader deal={deal} values={values} actions={actions} />
      <LineRow deal={deal} />
      <div class="scroll">
        {deal.isLocked.value && (
          <p id={othersDealReason} class="field-lock">
            {text('lockOthersDeal', isolate(opportunity.ownerName || text('lockOthersDealOwner')))}
          </p>
        )}
        {deal.openedAdvice && (
          <div class="advice-place">
            <AdviceLine deal={deal} actions={actions} opened={deal.openedAdvice} />
          </div>
        )}
        <StatusSection
          deal={deal}
          statusId={statusId}
          shown={shown}
          onShow={({ id }) => {
            looked.value = { from: statusId, pipelineId: id };
          }}
        />
        {confidenceField && (
          <ConfidenceChoices
            confidence={confidence}
            presets={deal.view.value.preferences.confidencePresets}
            typed={String(deal.entryOf(confidenceField))}
            problem={problem ? entryProblemText(problem) : (deal.fieldErrors.value.confidence ?? '')}
            value={isAmountShown ? asNumber(valueIn(values, 'value')) : null}
            currency={opportunity.currency}
            isChanged={deal.changed.value.includes('confidence')}
            isWaiting={deal.waiting.value.includes('confidence')}
            lockNoteId={lockNoteId}
            onChoose={(percent) => void deal.choosePercent(percent)}
            onType={(typed) => deal.enter(confidenceField, typed)}
            onEnter={deal.saveTypedPercent}
          />
        )}
        <QuickActionChoices deal={deal} />
        <FieldList
          actions={actions}
          deal={deal}
          isWon={findStatus(catalog.pipelines, statusId)?.status.type === 'won'}
        />
      </div>
      <div class="bottom">
        <Alerts deal={deal} actions={actions} />
        <StatusBar deal={deal} isReadingAgain={isReadingAgain} />
      </div>
      {deal.move.value && <MoveDialog deal={deal} move={deal.move.value} />}
      {deal.conflict.value && <ConflictDialog deal={deal} operation={deal.conflict.value} />}
    </div>
  );
}

type StatusSectionProps = {
  deal: DealEditor;
  statusId: string;
  shown: Pipeline | undefined;
  onShow(pipeline: Pipeline): void;
};

function StatusSection({ deal, statusId, shown, onShow }: StatusSectionProps) {
  const { view, ready, fieldErrors } = deal;
  const lockNoteId = deal.isLocked.value ? othersDealReason : undefined;
  const problem = ready.value.problems.status_id;
  const error = problem ? entryProblemText(problem) : fieldErrors.value.status_id;
  return (
    <section class={deal.waiting.value.includes('status_id') ? 'unsent' : ''}>
      <StatusChoices
        pipelines={view.value.catalog.pipelines}
        shown={shown}
        statusId={statusId}
        lockNoteId={lockNoteId}
        hasKeys={view.value.preferences.usesSingleKeys}
        isExperienced={view.value.isExperienced === true}
        savesAtOnce={!view.value.preferences.asksBeforeSaving}
        asking={askingStatuses(view.value.preferences.stages)}
        onShow={onShow}
        onChoose={(status) => void deal.chooseStatus(status)}
      />
      {error && <p class="field-problem">{error}</p>}
    </section>
  );
}

function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** Saves on Ctrl or ⌘ Enter and chooses a status on a digit, unless the digit is typed into a field or dialog. */
function onShortcut(event: KeyboardEvent, deal: DealEditor, shown: Pipeline | undefined): void {
  const target = event.target as HTMLElement;
  if (deal.move.value || deal.conflict.value || target.closest('dialog')) return;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    void deal.save();
    return;
  }
  if (target.closest('input,textarea,select') || !deal.view.value.preferences.usesSingleKeys) return;
  const shortcut = shortcutOf(event);
  // The key clicks the Undo button, because it must work only while that button is shown.
  if (shortcut === 'u') document.querySelector<HTMLElement>('[aria-keyshortcuts=U]')?.click();
  if (event.key === '/') {
    event.preventDefault();
    deal.line.isWanted.value = true;
  }
  const status = shown?.statuses[Number(shortcut) - 1];
  if (!status) return;
  event.preventDefault();
  void deal.chooseStatus(status);
}
