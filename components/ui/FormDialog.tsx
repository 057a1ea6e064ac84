import type { ComponentChildren } from 'preact';
import { text } from '../../lib/wording/text.ts';
import { ModalDialog } from './ModalDialog.tsx';

type Props = {
  title: string;
  /** The name of the button that submits. */
  submit: string;
  isOff?: boolean;
  onSubmit(): void;
  onCancel(): void;
  children: ComponentChildren;
};

/** Renders a form in a dialog, with its title, Cancel and the button that submits. */
export function FormDialog({ title, submit, isOff = false, onSubmit, onCancel, children }: Props) {
  return (
    <ModalDialog title={title} onCancel={onCancel}>
      <form
        class="action-form"
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <h2 class="title">{title}</h2>
        {children}
        <div class="bar">
          <span class="grow" />
          <button type="button" class="button" onClick={onCancel}>
            {text('cancel')}
          </button>
          <button type="submit" class="button primary" disabled={isOff}>
            {submit}
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}
