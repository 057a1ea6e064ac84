import type { Place as FoundIn } from '../../lib/model/place-in-page.ts';
import type { Reference } from '../../lib/model/reference.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { NumberedList, NumberKey } from './NumberedList.tsx';

const words: Record<FoundIn, MessageName> = {
  'pointed-at': 'foundPointedAt',
  address: 'foundInAddress',
  selection: 'foundInSelection',
  heading: 'foundInHeading',
  link: 'foundInLink',
  text: 'foundInText',
  form: 'foundInForm',
  attribute: 'foundInAttribute',
  data: 'foundInData',
};

type Props = { references: readonly Reference[]; onChoose(reference: Reference): void };

/** Renders the deals found in a page, each by its link, with how it was found, before Close is asked about them. */
export function ReferenceList({ references, onChoose }: Props) {
  return (
    <NumberedList name="opportunities">
      {references.map((reference, index) => (
        <li key={reference.id}>
          <button
            type="button"
            class="deal"
            title={reference.id}
            onClick={() => {
              const { linkText: _text, ...chosen } = reference;
              onChoose(chosen);
            }}
          >
            <NumberKey index={index} />
            <span class="grow">
              <bdi class="lead">{reference.linkText ?? shortName(reference)}</bdi>
              <small>
                {reference.linkText && <bdi>{text(reference.kind)}</bdi>}
                <bdi>{text(words[reference.foundIn])}</bdi>
              </small>
            </span>
          </button>
        </li>
      ))}
    </NumberedList>
  );
}

/** Names a deal by the end of its id, because the whole id is too long to compare. */
function shortName({ kind, id }: Reference): string {
  return text(kind === 'lead' ? 'leadEnding' : 'opportunityEnding', id.slice(-6));
}
