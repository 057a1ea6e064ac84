import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { Screen } from '../../lib/editor/screen.ts';
import { text } from '../../lib/wording/text.ts';

// A normal start takes far less than this.
const slowAfterMs = 1_500;

/** Shows that the editor is loading and, if that takes unusually long, what it waits for. */
export function Opening({ waitsFor }: Pick<Screen & { name: 'opening' }, 'waitsFor'>) {
  const isSlow = useSignal(false);
  // A layout effect starts the timer on mount, because a plain effect may wait for a paint.
  useLayoutEffect(() => {
    const timer = setTimeout(() => {
      isSlow.value = true;
    }, slowAfterMs);
    return () => clearTimeout(timer);
  }, [isSlow]);
  return (
    <p class="opening" role="status">
      {text(waitsFor === 'page' ? 'lookingCloser' : 'opening')}{' '}
      {isSlow.value && waitsFor !== 'page' && text(waitsFor === 'close' ? 'closeIsSlow' : 'browserIsSlow')}
    </p>
  );
}
