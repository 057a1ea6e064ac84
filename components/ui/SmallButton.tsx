type Props = { name: string; sign: string; isOff?: boolean; onPress(): void };

/** Renders an icon button with an accessible name, for the rows of a list. */
export function SmallButton({ name, sign, isOff = false, onPress }: Props) {
  return (
    <button type="button" class="small" aria-label={name} title={name} disabled={isOff} onClick={onPress}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
