import { text } from '../wording/text.ts';
import { box, trustedButton } from './elements.ts';
import { styles } from './styles.ts';

/** The quiet button that offers the editor on a page. */
export type Chip = {
  /** Where more can be shown beside the chip; closed to the page. */
  root: ShadowRoot;
  /** Says what is known of the deal, "" where nothing is; null takes the chip and all beside it away. */
  show(known: string | null): void;
  /** Lays the chip aside for what takes its place in the same corner, or brings it back with the focus on it. */
  stepAside(isAside: boolean): void;
  /** Offers to reload the page, because this script is of a former version, and nothing more. */
  expire(): void;
};

type Wishes = {
  onPress(): void;
  /** The user wants no chip here, or nowhere. */
  onHide(where: { isEverywhere: boolean }): void;
};

/** The chip, made when it is first told to show something or nothing: its texts and styles take longer than all else. */
export function createChip(wishes: Wishes): Chip {
  let made: Chip | undefined;
  const chip = () => {
    made ??= makeChip(wishes);
    return made;
  };
  return {
    get root() {
      return chip().root;
    },
    show: (known) => chip().show(known),
    stepAside: (isAside) => chip().stepAside(isAside),
    // What was never shown has nothing to expire, and its texts are gone by then.
    expire: () => made?.expire(),
  };
}

/** Nothing is in the page before there is something to show. */
function makeChip({ onPress, onHide }: Wishes): Chip {
  // Read now, because a script of a former version gets no texts any more.
  const name = text('editDeal');
  const reloadText = text('reloadPage');
  const host = document.createElement('quick-edit');
  const root = host.attachShadow({ mode: 'closed' });
  let isHidden = false;
  let isExpired = false;

  const edit = trustedButton(name, onPress);
  const hide = trustedButton('×', askWhere, text('hide'));
  const back = trustedButton('×', () => turn(edit, hide), text('close'));
  const here = trustedButton(text('hideHere'), () => leave({ isEverywhere: false }));
  const everywhere = trustedButton(text('hideEverywhere'), () => leave({ isEverywhere: true }));
  back.className = 'small';
  hide.className = 'small';
  const chip = box('chip', edit, hide);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  root.append(chip);
  chip.addEventListener('keydown', (event) => {
    if (event.isTrusted && event.key === 'Escape' && here.isConnected) turn(edit, hide);
  });

  function turn(first: HTMLElement, ...others: HTMLElement[]): void {
    chip.replaceChildren(first, ...others);
    first.focus();
  }

  function askWhere(): void {
    if (isExpired) leave();
    else turn(here, everywhere, back);
  }

  function leave(where?: { isEverywhere: boolean }): void {
    isHidden = true;
    host.remove();
    chip.replaceChildren(edit, hide);
    if (where) onHide(where);
  }

  return {
    root,
    show(known) {
      if (known === null) {
        // Wished away here and confirmed: from now on the options decide.
        if (!isExpired) isHidden = false;
        host.remove();
        return;
      }
      if (isHidden) return;
      if (!isExpired) edit.textContent = known ? `${name} · ${known}` : name;
      if (!host.isConnected) document.documentElement.append(host);
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
