import { text } from '../../lib/wording/text.ts';
import type { Actions } from './actions.ts';
import { Header } from './Header.tsx';
import { UnlockForm } from './UnlockForm.tsx';

/** Asks for the passphrase, because without the API key nothing can be read from Close. */
export function LockedScreen({ actions }: { actions: Actions }) {
  return (
    <>
      <Header title={text('lockedTitle')} actions={actions}>
        {text('lockedHint')}
      </Header>
      <UnlockForm unlock={actions.unlock} />
    </>
  );
}
