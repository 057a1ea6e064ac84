import { text } from '../../lib/wording/text.ts';
import { UnlockForm } from './UnlockForm.tsx';

/** Asks for the passphrase, because without the API key nothing can be read from Close. */
export function LockedScreen({ unlock }: { unlock(passphrase: string): Promise<string> }) {
  return (
    <>
      <header>
        <h1>{text('lockedTitle')}</h1>
        <p class="meta">{text('lockedHint')}</p>
      </header>
      <UnlockForm unlock={unlock} />
    </>
  );
}
