import { text } from '../../lib/wording/text.ts';
import { SmallButton } from './SmallButton.tsx';

type Props = { name: string; isFull: boolean; onPress(): void };

/** Makes an own quick action like this one. */
export function DuplicateButton({ name, isFull, onPress }: Props) {
  return <SmallButton name={text('duplicateNamed', name)} sign="❐" isOff={isFull} onPress={onPress} />;
}
