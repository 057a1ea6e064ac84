import { text } from '../../lib/wording/text.ts';
import type { Actions } from './actions.ts';
import { Header } from './Header.tsx';
import { UnlockForm } from './UnlockForm.tsx';

/** Asks for the passphrase, because without the API key nothing can be read from Close. */
export function LockedScreen({ actions }: { actions: Actions }) {
  const { unlockInPopup } = actions;
  return (
    <>
      <Header title={text('lockedTitle')} actions={actions}>
        {text(unlockInPopup ? 'lockedInPageHint' : 'lockedHint')}
      </Header>
      {unlockInPopup ? (
        <div class="bar">
          <button type="button" class="button primary" onClick={unlockInPopup}>
            {text('unlockInPopup')}
          </button>
        </div>
      ) : (
        <UnlockForm unlock={actions.unlock} />
      )}
    </>
  );
}
