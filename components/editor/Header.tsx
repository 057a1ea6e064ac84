import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useCallback, useContext, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import { text } from '../../lib/wording/text.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { moreIcon, openIcon } from '../ui/icons.ts';
import { later } from '../ui/load-later.tsx';
import { SingleKeys } from '../ui/single-keys.ts';
import type { Actions } from './actions.ts';

const MoreMenu = later(async () => (await import('./MoreMenu.tsx')).MoreMenu);
const ShortcutsDialog = later(async () => (await import('./ShortcutsDialog.tsx')).ShortcutsDialog);
const HistoryDialog = later(async () => (await import('./history/HistoryDialog.tsx')).HistoryDialog);
const HelpDialog = later(async () => (await import('./HelpDialog.tsx')).HelpDialog);

type Props = {
  title: string;
  /** The address of "Open in Close", if the screen is about a lead. */
  address?: string | undefined;
  /** What the screen's keys do: edit a deal, or choose from a list. */
  keys?: 'deal' | 'list' | 'none';
  /** Whether keys without Ctrl or ⌘ are shortcuts; on lists, what `SingleKeys` says. */
  hasSingleKeys?: boolean;
  /** Ids of the deals or the lead that bulk edit begins with; without them it is not offered. */
  several?: readonly string[] | undefined;
  /** The deal whose history is offered. */
  deal?: DealEditor;
  actions: Actions;
  /** Shown below the title. */
  children?: ComponentChildren;
};

/** Renders the head of a screen, the same on all of them: its title, "Open in Close" and the menu "More". */
export function Header(props: Props) {
  const onLists = useContext(SingleKeys);
  const { title, address, keys = 'none', hasSingleKeys = onLists, several, deal, actions, children } = props;
  const isMenuOpen = useSignal(false);
  const sheet = useSignal<'shortcuts' | 'help' | 'history' | null>(null);
  const menuId = useId();
  const more = useRef<HTMLButtonElement>(null);
  const close = () => {
    sheet.value = null;
  };
  const closeMenu = useCallback(() => {
    isMenuOpen.value = false;
  }, [isMenuOpen]);
  const showShortcuts = () => {
    sheet.value = 'shortcuts';
  };

  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (hasSingleKeys && isQuestion(event)) showShortcuts();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });

  return (
    <header>
      <div class="row">
        <h1 dir="auto">{title}</h1>
        {address && (
          <IconButton name={text('openInClose')} icon={openIcon} onClick={() => actions.openTab(address)} />
        )}
        <IconButton
          ref={more}
          name={text('more')}
          icon={moreIcon}
          aria-haspopup="menu"
          aria-expanded={isMenuOpen.value}
          aria-controls={isMenuOpen.value ? menuId : undefined}
          onClick={() => {
            isMenuOpen.value = !isMenuOpen.value;
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            isMenuOpen.value = true;
          }}
        />
      </div>
      {children && <p class="meta">{children}</p>}
      {isMenuOpen.value && more.current && (
        <MoreMenu
          id={menuId}
          button={more.current}
          isDeal={keys === 'deal'}
          several={several}
          hasKey={hasSingleKeys}
          actions={actions}
          showHistory={
            deal &&
            (() => {
              sheet.value = 'history';
            })
          }
          showShortcuts={showShortcuts}
          showHelp={() => {
            sheet.value = 'help';
          }}
          onClose={closeMenu}
        />
      )}
      {sheet.value === 'shortcuts' && (
        <ShortcutsDialog keys={keys} hasSingleKeys={hasSingleKeys} actions={actions} onClose={close} />
      )}
      {sheet.value === 'history' && deal && <HistoryDialog deal={deal} onClose={close} />}
      {sheet.value === 'help' && <HelpDialog actions={actions} onClose={close} />}
    </header>
  );
}

// Not while a field is typed into, nor in a dialog or a menu.
function isQuestion({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (key !== '?' || ctrlKey || metaKey || altKey) return false;
  const isBusy = document.querySelector('dialog[open]') !== null;
  return !isBusy && !(target instanceof Element && target.closest('input,textarea,select,[contenteditable]'));
}
