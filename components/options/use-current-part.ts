import { type Signal, useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** The part of the window's height at which a part of the page counts as the one in view. */
const line = 0.3;

/** Returns the id of the element in view, which may be set until the user scrolls away. */
export function useCurrentPart(ids: readonly string[]): Signal<string> {
  const current = useSignal(location.hash.slice(1) || (ids[0] ?? ''));
  const joined = ids.join(' ');
  useLayoutEffect(() => {
    function mark(): void {
      const all = joined.split(' ');
      const passed = all.filter((id) => {
        const top = document.getElementById(id)?.getBoundingClientRect().top;
        return top !== undefined && top <= innerHeight * line;
      });
      const root = document.documentElement;
      const isAtEnd = root.scrollHeight > innerHeight && scrollY + innerHeight >= root.scrollHeight - 2;
      // The end of the page shows the last part, which may be too short to reach the line.
      current.value = (isAtEnd ? all : passed).at(-1) ?? all[0] ?? '';
    }
    addEventListener('scroll', mark, { passive: true });
    return () => removeEventListener('scroll', mark);
  }, [current, joined]);
  return current;
}
