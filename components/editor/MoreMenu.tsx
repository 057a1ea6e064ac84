import { text } from '../../lib/wording/text.ts';
import { Menu, type MenuItem } from '../ui/Menu.tsx';
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

/** Renders the menu "More" of a header. */
export function MoreMenu(props: Props) {
  return <Menu {...props} name={text('more')} groups={groupsOf(props)} />;
}

function groupsOf({
  actions,
  isDeal,
  several,
  hasKey,
  showHistory,
  showShortcuts,
  showHelp,
}: Props): MenuItem[][] {
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
