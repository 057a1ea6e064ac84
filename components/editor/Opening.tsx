import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { Screen } from '../../lib/editor/screen.ts';
import { text } from '../../lib/wording/text.ts';

// What goes well is over long before.
const slowAfterMs = 1_500;

/** Says that something is being opened and, where that takes unusually long, what it waits for. */
export function Opening({ waitsFor }: Pick<Screen & { name: 'opening' }, 'waitsFor'>) {
  const isSlow = useSignal(false);
  // Counted from when it is there, whether or not the browser paints it.
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
