import { isolate } from '../../lib/wording/isolate.ts';
import { text } from '../../lib/wording/text.ts';

/** Says on which ground a deal is shown whose id is not in the page. */
export function FoundBy({ person }: { person: string }) {
  return <p class="line">{text('foundByPerson', isolate(person))}</p>;
}
