import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './Icon.tsx';

/** An item of a menu; `key` is the shortcut that does the same. */
export type MenuItem = { name: string; icon?: string; key?: string; act(): void };

type Props = {
  id: string;
  name: string;
  /** The button that opened the menu, which it lies below. */
  button: HTMLElement;
  /** Gets the focus back, by default the button. */
  home?: HTMLElement | null;
  groups: readonly (readonly MenuItem[])[];
  onClose(): void;
};

/** Renders a menu by the ARIA authoring pattern, in the top layer, so that nothing moves when it opens. */
export function Menu({ id, name, button, home = button, groups, onClose }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    menu.current?.showPopover({ source: button });
    itemsOf(menu.current)[0]?.focus();
    const end = new AbortController();
    const leave = ({ target }: Event) => {
      const isInside = target instanceof Node && (menu.current?.contains(target) || button.contains(target));
      if (!isInside) onClose();
    };
    document.addEventListener('pointerdown', leave, { capture: true, signal: end.signal });
    // A press outside the frame of the card or the side panel.
    window.addEventListener('blur', leave, { signal: end.signal });
    return () => end.abort();
  }, []);

  function close(): void {
    onClose();
    home?.focus();
  }

  return (
    <div
      ref={menu}
      id={id}
      role="menu"
      aria-label={name}
      popover="manual"
      class="menu"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') close();
        else moveFocus(event);
        // Tab moves on from the button, but stays with another home. No other key reaches the shortcuts of the page.
        if (event.key === 'Escape' || (event.key === 'Tab' && home !== button)) event.preventDefault();
        event.stopPropagation();
      }}
    >
      {groups.map((items, place) => (
        <div key={place} class="menu-group">
          {items.map((item) => (
            <button
              key={item.name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-keyshortcuts={item.key}
              onClick={() => {
                // First, so that a dialog that the item opens returns the focus.
                close();
                item.act();
              }}
            >
              {item.icon && <Icon path={item.icon} />}
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
