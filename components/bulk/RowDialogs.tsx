import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Opened, Sheet } from '../../lib/bulk-edit/sheet.ts';
import { text } from '../../lib/wording/text.ts';
import { ConflictDialog } from '../editor/ConflictDialog.tsx';
import { MoveDialog } from '../editor/MoveDialog.tsx';
import { LineRow } from '../editor/one-line/LineRow.tsx';
import { ModalDialog } from '../ui/ModalDialog.tsx';

type Props = { sheet: Sheet; opened: Opened };

/** Renders what a row asks: before a move to Won, Lost or a stage, about a conflict, or for a line. */
export function RowDialogs({ sheet, opened: { deal, isLine } }: Props) {
  const wasOpen = useRef(false);
  useSignalEffect(() => {
    const isOpen = deal.move.value !== null || deal.conflict.value !== null || isLine;
    const isCanceled = !isOpen && wasOpen.current;
    wasOpen.current ||= isOpen;
    if (isCanceled) sheet.close();
  });
  if (deal.conflict.value) return <ConflictDialog deal={deal} operation={deal.conflict.value} />;
  if (deal.move.value) return <MoveDialog deal={deal} move={deal.move.value} />;
  if (!isLine) return null;
  const { leadName } = deal.view.value.opportunity;
  return (
    <ModalDialog title={leadName || text('typeChange')} onCancel={sheet.close}>
      <section class="row-line">
        <h1>
          <bdi>{leadName}</bdi>
        </h1>
        <LineRow deal={deal} />
      </section>
    </ModalDialog>
  );
}
