import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** Counts down the whole seconds until a time in epoch milliseconds; stops at 0. */
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
