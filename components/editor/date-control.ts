import type { Entry } from '../../lib/opportunity/entries.ts';

/** The entry of a date of which a part is missing: its control has no value then, as if it had been emptied. */
const unfinished = '?';

/** Value and listeners of a date control that tell an unfinished date from an emptied one. */
export function dateControl(entry: string, onEnter: (entry: Entry) => void) {
  const enter = ({ currentTarget: { value, validity } }: { currentTarget: HTMLInputElement }) =>
    onEnter(validity.badInput ? unfinished : value);
  // Taking away the last part leaves the value as it was, "", so no input event tells of it.
  const settle = (event: { currentTarget: HTMLInputElement }) => {
    if (entry === unfinished && !event.currentTarget.validity.badInput) enter(event);
  };
  return { value: entry === unfinished ? '' : entry, onInput: enter, onKeyUp: settle, onBlur: settle };
}
