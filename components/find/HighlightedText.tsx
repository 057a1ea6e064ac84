import { splitAtWords, wordsOf } from '../../lib/find/words.ts';

type Props = {
  text: string;
  /** What was typed to find it; "" to mark nothing. */
  typed: string;
};

/** Renders a text with the beginnings of its words marked that were typed. */
export function HighlightedText({ text, typed }: Props) {
  return (
    <>
      {splitAtWords(text, wordsOf(typed)).map((part, place) =>
        place % 2 === 1 ? <mark key={place}>{part}</mark> : part,
      )}
    </>
  );
}
