import { text } from '../../lib/wording/text.ts';

type Props = {
  /** The shortcut that opens the editor, "" if none is set. */
  shortcut: string;
  /** Whether the toolbar shows the button; undefined where the browser cannot say. */
  isPinned: boolean | undefined;
  onOpenClose(): void;
  onChangeShortcut(): void;
  onAddSite(): void;
};

/** Renders what to try first, once the first organization is connected. */
export function AllSet({ shortcut, isPinned, onOpenClose, onChangeShortcut, onAddSite }: Props) {
  return (
    <section class="card all-set" aria-labelledby="all-set">
      <h2 class="title" id="all-set">
        {text('allSet')}
      </h2>
      <button type="button" class="button primary" onClick={onOpenClose}>
        {text('openDealInClose')}
      </button>
      <p class="meta">{text('openDealInCloseHint')}</p>
      <ul class="todo">
        {!isPinned && <li>{text('tryPin')}</li>}
        <li>
          {shortcut ? text('tryShortcut', shortcut) : text('tryNoShortcut')}{' '}
          <button type="button" class="link" onClick={onChangeShortcut}>
            {text('changeShortcut')}
          </button>
        </li>
        <li>{text('tryRightClick')}</li>
        <li>
          {text('tryMail')}{' '}
          <button type="button" class="link" onClick={onAddSite}>
            {text('addASite')}
          </button>
        </li>
      </ul>
    </section>
  );
}
