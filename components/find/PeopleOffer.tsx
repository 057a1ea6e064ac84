import { useSignal } from '@preact/signals';
import type { PagePeople } from '../../lib/model/page-people.ts';
import { countText } from '../../lib/wording/count-text.ts';
import { text } from '../../lib/wording/text.ts';

type Props = { people: PagePeople; onFind(always: boolean): void };

/** Offers to find the deals of the people in a page, because nothing is sent before. */
export function PeopleOffer({ people, onFind }: Props) {
  const isAlways = useSignal(false);
  return (
    <section>
      <div class="offer">
        <p class="grow offer-text">
          <b>{titleOf(people)}</b>
          <br />
          <bdi class="meta">{namesOf(people)}</bdi>
        </p>
        <button type="button" class="button primary" onClick={() => onFind(isAlways.value)}>
          {text('findTheirDeals')}
        </button>
      </div>
      <label>
        <input
          type="checkbox"
          checked={isAlways.value}
          onChange={(event) => {
            isAlways.value = event.currentTarget.checked;
          }}
        />
        {` ${text('alwaysDoThis')}`}
      </label>
    </section>
  );
}

function titleOf({ addresses, count }: PagePeople): string {
  if (count === 0) return text('companyOfSite');
  if (count > addresses.length) return text('peopleNearest', addresses.length, count);
  return countText('peopleOne', 'peopleMany', count);
}

/** Names the people who are looked up: the nearest one, and how many more. */
export function namesOf({ addresses, domains }: PagePeople): string {
  const [first = domains[0] ?? '', ...others] = addresses;
  return others.length === 0 ? first : text('andMore', first, others.length);
}
