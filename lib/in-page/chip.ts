import { text } from '../wording/text.ts';
import { box, trustedButton } from './elements.ts';
import { holdFocus } from './hold-focus.ts';
import { createHost } from './host.ts';
import { styles } from './styles.ts';
import { watchVisibility } from './watch-visibility.ts';

/** The small button that opens the editor on a page. */
export type Chip = {
  /** Closed shadow root of the chip, which the card uses too. */
  root: ShadowRoot;
  /** Shows the chip with the status of the deal, "" for none; null removes it with all in its root. */
  show(status: string | null): void;
  /** Hides the chip while the card uses its corner, or shows it again with focus. */
  stepAside(isAside: boolean): void;
  /** Replaces the chip with a reload button, because this script belongs to an earlier version. */
  expire(): void;
};

// A page that renders itself again removes what it does not know, which happens in its first seconds.
const againAfterMs = 2_000;
const maxAgain = 5;

type Callbacks = {
  onPress(): void;
  /** Is called when the user hides the chip on this site or everywhere. */
  onHide(where: { isEverywhere: boolean }): void;
  /** Whether the user can hide it everywhere from here. */
  hidesEverywhere?: boolean;
};

/** Creates a chip whose elements are made on first use, because its texts and styles are slow to create. */
export function createChip(callbacks: Callbacks): Chip {
  let made: Chip | undefined;
  const chip = () => {
    made ??= makeChip(callbacks);
    return made;
  };
  return {
    get root() {
      return chip().root;
    },
    show: (status) => chip().show(status),
    stepAside: (isAside) => chip().stepAside(isAside),
    // Skips a chip that was never shown, because its texts can no longer be read.
    expire: () => made?.expire(),
  };
}

/** Makes the chip without adding it to the page. */
function makeChip({ onPress, onHide, hidesEverywhere = false }: Callbacks): Chip {
  // Reads the texts now, because a script of an earlier version cannot read them.
  const name = text('editDeal');
  const reloadText = text('reloadPage');
  const hiddenText = text('useToolbarButton');
  const { host, root } = createHost('button', styles);
  let isHidden = false;
  let isExpired = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const edit = trustedButton(name, () => {
    const visibility = visibilityOf();
    if (visibility === 'visible') onPress();
    // Says it, because a page may lay something invisible over all of itself without meaning harm.
    else if (visibility === 'hidden') edit.textContent = hiddenText;
  });
  const hide = trustedButton('×', askWhere, text('hide'));
  const back = trustedButton('×', () => turn(edit, hide), text('close'));
  const here = trustedButton(text('hideHere'), () => leave({ isEverywhere: false }));
  const everywhere = trustedButton(text('hideEverywhere'), () => leave({ isEverywhere: true }));
  back.className = 'small';
  hide.className = 'small';
  const chip = box('chip', edit, hide);
  const visibilityOf = watchVisibility(chip);
  root.append(chip);
  chip.addEventListener('keydown', (event) => {
    if (event.isTrusted && event.key === 'Escape' && here.isConnected) turn(edit, hide);
  });

  holdFocus(host, root);

  function add(remaining = maxAgain): void {
    if (!host.isConnected) document.documentElement.append(host);
    clearTimeout(again);
    if (remaining > 0) again = setTimeout(() => add(remaining - 1), againAfterMs);
  }

  function remove(): void {
    clearTimeout(again);
    host.remove();
  }

  function turn(first: HTMLElement, ...others: HTMLElement[]): void {
    chip.replaceChildren(first, ...others);
    first.focus();
  }

  function askWhere(): void {
    if (isExpired) leave();
    else turn(here, ...(hidesEverywhere ? [everywhere] : []), back);
  }

  function leave(where?: { isEverywhere: boolean }): void {
    isHidden = true;
    remove();
    chip.replaceChildren(edit, hide);
    if (where) onHide(where);
  }

  return {
    root,
    show(status) {
      if (status === null) {
        // The background confirmed that the chip is hidden, so the options decide from now on.
        if (!isExpired) isHidden = false;
        remove();
        return;
      }
      if (isHidden) return;
      if (!isExpired) edit.textContent = status ? `${name} · ${status}` : name;
      add();
    },
    stepAside(isAside) {
      chip.hidden = isAside;
      if (!isAside) edit.focus();
    },
    expire() {
      if (isExpired) return;
      isExpired = true;
      chip.replaceChildren(
        trustedButton(reloadText, () => location.reload()),
        hide,
      );
    },
  };
}
