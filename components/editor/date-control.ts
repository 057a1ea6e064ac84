import type { Entry } from '../../lib/opportunity/entries.ts';

/** Marks an incomplete date, because the control's value is then "", the same as for an empty date. */
const unfinished = '?';

/** Returns whether an entry is a date of which some parts are missing. */
export function isUnfinished(entry: string): boolean {
  return entry === unfinished;
}

/** Returns the value and listeners of a date control, so that an incomplete date differs from an empty one. */
export function dateControl(entry: string, onEnter: (entry: Entry) => void) {
  const enter = ({ currentTarget: { value, validity } }: { currentTarget: HTMLInputElement }) =>
    onEnter(validity.badInput ? unfinished : value);
  // Deleting the last part fires no input event, because the value was already "".
  const settle = (event: { currentTarget: HTMLInputElement }) => {
    if (entry === unfinished && !event.currentTarget.validity.badInput) enter(event);
  };
  return { value: entry === unfinished ? '' : entry, onInput: enter, onKeyUp: settle, onBlur: settle };
}
