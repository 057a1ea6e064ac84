import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../lib/wording/text.ts';
import { Icon } from '../ui/Icon.tsx';
import {
  helpIcon,
  historyIcon,
  keyboardIcon,
  panelIcon,
  pinIcon,
  refreshIcon,
  settingsIcon,
  tableIcon,
} from '../ui/menu-icons.ts';
import type { Actions } from './actions.ts';

type Props = {
  id: string;
  /** The button that opened the menu, which it lies below. */
  button: HTMLElement;
  isDeal: boolean;
  /** Ids of the deals or the lead that bulk edit begins with; without them it is not offered. */
  several: readonly string[] | undefined;
  /** Whether `?` opens the list of shortcuts. */
  hasKey: boolean;
  actions: Actions;
  /** Absent where no deal is shown. */
  showHistory: (() => void) | undefined;
  showShortcuts(): void;
  showHelp(): void;
  onClose(): void;
};

type Item = { name: string; icon: string; key?: string; act(): void };

/** Renders the menu "More" by the ARIA authoring pattern, in the top layer, so that nothing moves when it opens. */
export function MoreMenu(props: Props) {
  const { id, button, onClose } = props;
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    menu.current?.showPopover({ source: button });
    itemsOf(menu.current)[0]?.focus();
  }, [button]);
  useLayoutEffect(() => {
    const end = new AbortController();
    const leave = ({ target }: Event) => {
      const isInside = target instanceof Node && (menu.current?.contains(target) || button.contains(target));
      if (!isInside) onClose();
    };
    document.addEventListener('pointerdown', leave, { capture: true, signal: end.signal });
    // A press outside the frame of the card or the side panel.
    window.addEventListener('blur', leave, { signal: end.signal });
    return () => end.abort();
  }, [button, onClose]);

  function choose(item: Item): void {
    onClose();
    // First, so that a dialog that the item opens returns the focus to the button.
    button.focus();
    item.act();
  }

  return (
    <div
      ref={menu}
      id={id}
      role="menu"
      aria-label={text('more')}
      popover="manual"
      class="menu"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') {
          onClose();
          button.focus();
        } else moveFocus(event);
        // Tab moves on from the button, and no other key reaches the shortcuts of the page.
        if (event.key === 'Escape') event.preventDefault();
        event.stopPropagation();
      }}
    >
      {groupsOf(props).map((items, place) => (
        <div key={place} class="menu-group">
          {items.map((item) => (
            <button
              key={item.name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-keyshortcuts={item.key}
              onClick={() => choose(item)}
            >
              <Icon path={item.icon} />
              <span class="grow">{item.name}</span>
              {item.key && (
                <span class="kbd" aria-hidden="true">
                  {item.key}
                </span>
              )}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

function groupsOf({
  actions,
  isDeal,
  several,
  hasKey,
  showHistory,
  showShortcuts,
  showHelp,
}: Props): Item[][] {
  const { keepOpen, pin, editSeveral } = actions;
  return [
    [
      ...(keepOpen ? [{ name: text('keepOpen'), icon: panelIcon, act: keepOpen }] : []),
      ...(pin && isDeal ? [{ name: text('pinDeal'), icon: pinIcon, act: pin }] : []),
      { name: text('refresh'), icon: refreshIcon, act: actions.refresh },
    ],
    [
      { name: text('openDeals'), icon: tableIcon, act: actions.openMyDeals },
      ...(several ? [{ name: text('bulkEdit'), icon: tableIcon, act: () => editSeveral(several) }] : []),
      ...(showHistory ? [{ name: text('history'), icon: historyIcon, act: showHistory }] : []),
      { name: text('recentChanges'), icon: historyIcon, act: actions.openRecentChanges },
    ],
    [
      { name: text('shortcuts'), icon: keyboardIcon, act: showShortcuts, ...(hasKey && { key: '?' }) },
      { name: text('options'), icon: settingsIcon, act: actions.openOptions },
      { name: text('help'), icon: helpIcon, act: showHelp },
    ],
  ].filter((items) => items.length > 0);
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}

function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const items = itemsOf(event.currentTarget);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items.at(to % items.length)?.focus();
  } else if (/^\p{L}$/u.test(event.key)) {
    const following = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    const typed = event.key.toLocaleLowerCase();
    following.find(({ textContent }) => textContent.toLocaleLowerCase().startsWith(typed))?.focus();
  }
}
