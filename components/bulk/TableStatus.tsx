import { changedLines } from '../../lib/bulk-edit/plan.ts';
import type { Row } from '../../lib/bulk-edit/table-rows.ts';
import type { Change } from '../../lib/model/change.ts';
import { countText } from '../../lib/wording/count-text.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';
import { OptionsButton } from '../ui/OptionsButton.tsx';
import { stateText } from './SheetCell.tsx';
import type { TableModel } from './table-model.ts';

type Props = { table: TableModel; onOptions(): void };

/** Says in one line how the cell in use or the last save is doing, with the buttons for it. Always as high. */
export function TableStatus({ table, onOptions }: Props) {
  const { deals, sheet, active } = table;
  const cell = active.value;
  const state = cell?.row.cells.value.get(cell.field);
  const notice = sheet.notice.value;
  const isOpen = state && state.step !== 'saved' && state.step !== 'saving';
  const said = isOpen ? stateText(state) : noticeText();
  return (
    <footer class={`status-bar ${!isOpen && notice?.kind === 'saved' ? 'saved' : ''}`}>
      <div class="said">
        <div role="status" title={said}>
          {said}
        </div>
      </div>
      {cell && isOpen && (
        <>
          {state.step === 'waiting' && <OptionsButton problem={state.problem} onOptions={onOptions} />}
          {state.step !== 'invalid' && (
            <button type="button" class="link" onClick={() => sheet.decide(cell.row, cell.field)}>
              {text(state.step === 'conflict' ? 'decide' : 'tryAgain')}
            </button>
          )}
          <button type="button" class="link" onClick={() => void sheet.discard(cell.row, cell.field)}>
            {text('discard')}
          </button>
        </>
      )}
      {!isOpen && (notice?.kind === 'saved' || sheet.unfinished.value > 0) && (
        <button
          type="button"
          class="link"
          aria-keyshortcuts="Control+Z Meta+Z"
          onClick={() => void sheet.undo()}
        >
          {text('undo')}
        </button>
      )}
    </footer>
  );

  function noticeText(): string {
    if (sheet.unfinished.value > 0)
      return countText('savesUnderWayOne', 'savesUnderWay', sheet.unfinished.value);
    const pasted = deals.proposed.value;
    if (pasted > 0) return countText('pastedOne', 'pastedMany', pasted);
    switch (notice?.kind) {
      case 'saved':
        return text('savedIn', describe(notice.row, notice.change));
      case 'undone':
        return text('undoneIn', describe(notice.row, notice.change));
      case 'problem':
        return sentenceOf(notice.problem);
      case 'dropped':
        return text('cellDropped');
      default:
        return text('openDealsIdle');
    }
  }
}

function describe({ view }: Row, change: Change): string {
  const lines = view.value ? changedLines(change, view.value) : [];
  return [
    isolate(change.leadName),
    ...lines.map(({ name, before, after }) =>
      text('changedField', isolate(name), isolate(before), isolate(after)),
    ),
  ].join(' · ');
}
