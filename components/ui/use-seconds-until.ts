import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** Whole seconds left until a moment in epoch milliseconds, counting down to 0. */
export function useSecondsUntil(time: number): number {
  const secondsLeft = useSignal(secondsUntil(time));
  useLayoutEffect(() => {
    const timer = setInterval(() => {
      secondsLeft.value = secondsUntil(time);
      if (secondsLeft.value === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [time, secondsLeft]);
  return secondsLeft.value;
}

function secondsUntil(time: number): number {
  return Math.max(0, Math.ceil((time - Date.now()) / 1000));
}
