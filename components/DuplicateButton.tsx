import { text } from '../lib/text.ts';

/** Makes an own quick action like this one. */
export function DuplicateButton({
  name,
  isFull,
  onPress,
}: {
  name: string;
  isFull: boolean;
  onPress(): void;
}) {
  return (
    <button
      type="button"
      class="small"
      aria-label={text('duplicateNamed', name)}
      title={text('duplicateNamed', name)}
      disabled={isFull}
      onClick={onPress}
    >
      <span aria-hidden="true">❐</span>
    </button>
  );
}
