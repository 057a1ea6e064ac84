import { text } from '../../lib/wording/text.ts';
import { SmallButton } from './SmallButton.tsx';

type Props = { name: string; isFull: boolean; onPress(): void };

/** Renders the button that copies a quick action into the user's own. */
export function DuplicateButton({ name, isFull, onPress }: Props) {
  return <SmallButton name={text('duplicateNamed', name)} sign="❐" isOff={isFull} onPress={onPress} />;
}
