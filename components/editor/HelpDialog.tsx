import { type MessageName, text } from '../../lib/wording/text.ts';
import { ModalDialog } from '../ui/ModalDialog.tsx';
import type { Actions } from './actions.ts';
import { SheetBar } from './SheetBar.tsx';

type Props = { actions: Pick<Actions, 'openOptions'>; onClose(): void };

const answers: [question: MessageName, answer: MessageName][] = [
  ['helpSaving', 'helpSavingAnswer'],
  ['helpUndo', 'helpUndoAnswer'],
  ['helpNoDeal', 'helpNoDealAnswer'],
  ['helpButton', 'helpButtonAnswer'],
  ['helpShortcut', 'helpShortcutAnswer'],
];

/** Answers the most frequent questions. */
export function HelpDialog({ actions, onClose }: Props) {
  return (
    <ModalDialog title={text('help')} onCancel={onClose}>
      <section>
        <h1>{text('help')}</h1>
        <dl class="answers">
          {answers.map(([question, answer]) => (
            <div key={question}>
              <dt>{text(question)}</dt>
              <dd>{text(answer)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <SheetBar actions={actions} onClose={onClose} />
    </ModalDialog>
  );
}
