import { useLayoutEffect } from 'preact/hooks';
import type { Editor as Model } from '../../lib/editor/editor.ts';
import type { NamedDeal } from '../../lib/editor/screen-history.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { text } from '../../lib/wording/text.ts';
import { later } from '../ui/load-later.tsx';
import type { Actions } from './actions.ts';
import { DealScreen } from './DealScreen.tsx';
import { Opening } from './Opening.tsx';

const FoundBy = later(async () => (await import('../find/FoundBy.tsx')).FoundBy);
const ListScreen = later(async () => (await import('../find/ListScreen.tsx')).ListScreen);
const DamageNotice = later(async () => (await import('../options/DamageNotice.tsx')).DamageNotice);
const LockedScreen = later(async () => (await import('./LockedScreen.tsx')).LockedScreen);
const ConnectScreen = later(async () => (await import('./ConnectScreen.tsx')).ConnectScreen);
const SiteFooter = later(async () => (await import('../find/SiteFooter.tsx')).SiteFooter);

type Props = { editor: Model; actions: Actions };

/** Renders the editor's current screen. Popup, side panel and card all mount this component. */
export function Editor({ editor, actions }: Props) {
  const { screen, keptDraft, pinned, isUnusualId, canGoBack, goBack } = editor;
  const person = screen.value.name === 'deal' ? screen.value.page?.person : undefined;
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => onBackspace(event, goBack);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [goBack]);
  return (
    <>
      {pinned.value && (
        <DealLine
          words={text('pinnedDeal', nameOf(pinned.value))}
          action={text('unpinDeal')}
          onAct={() => void editor.unpin()}
        />
      )}
      {keptDraft.value && (
        <DealLine
          words={text('draftKept', nameOf(keptDraft.value))}
          action={text('openDraft')}
          onAct={() => void editor.openKeptDraft()}
        />
      )}
      {isUnusualId.value && (
        <p class="kept" role="status">
          {text('unusualId')}
        </p>
      )}
      {canGoBack.value && (
        <button type="button" class="link back" aria-keyshortcuts="Backspace" onClick={goBack}>
          <span aria-hidden="true">← </span>
          {text('backToList')}
        </button>
      )}
      {editor.damageReport.damage.value && <DamageNotice report={editor.damageReport} />}
      {person && <FoundBy person={person} />}
      <CurrentScreen editor={editor} actions={actions} />
      {actions.site && screen.value.name !== 'opening' && (
        <SiteFooter offer={actions.site} isWhole={screen.value.name === 'nothing'} />
      )}
    </>
  );
}

function DealLine({ words, action, onAct }: { words: string; action: string; onAct(): void }) {
  return (
    <p class="kept" role="status">
      <span class="grow">{words}</span>
      <button type="button" class="link" onClick={onAct}>
        {action}
      </button>
    </p>
  );
}

function CurrentScreen({ editor, actions }: Props) {
  const screen = editor.screen.value;
  switch (screen.name) {
    case 'opening':
      return <Opening key={screen.waitsFor} waitsFor={screen.waitsFor} />;
    case 'connect':
      return <ConnectScreen actions={actions} />;
    case 'locked':
      return <LockedScreen actions={actions} />;
    case 'deal':
      return (
        <DealScreen
          key={screen.deal}
          deal={screen.deal}
          isReadingAgain={screen.isReadingAgain}
          actions={actions}
        />
      );
    default:
      return <ListScreen editor={editor} screen={screen} actions={actions} />;
  }
}

function nameOf({ leadName }: NamedDeal): string {
  return isolate(leadName || text('noLeadName'));
}

/** Returns to the list on Backspace, unless a text field has the focus or a dialog is open. */
function onBackspace(event: KeyboardEvent, goBack: () => void): void {
  if (event.key !== 'Backspace' || event.defaultPrevented) return;
  const isTyping = (event.target as HTMLElement).closest('input,textarea,select,[contenteditable]') !== null;
  if (!isTyping && document.querySelector('dialog[open]') === null) goBack();
}
