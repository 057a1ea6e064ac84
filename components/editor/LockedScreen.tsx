import { text } from '../../lib/wording/text.ts';
import { UnlockForm } from './UnlockForm.tsx';

/** Nothing can be read from Close before the passphrase is entered. */
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
