type Props = { name: string; sign: string; isOff?: boolean; onPress(): void };

/** A button that shows a sign and is called by its name, as a list has one for each of its entries. */
export function SmallButton({ name, sign, isOff = false, onPress }: Props) {
  return (
    <button type="button" class="small" aria-label={name} title={name} disabled={isOff} onClick={onPress}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
