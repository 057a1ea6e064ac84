import type { ask as askBackground } from '../messaging/ask.ts';
import type { OpenedFor } from '../model/opened-for.ts';
import type { Reference } from '../model/reference.ts';
import type { DealOpening } from './deal-opening.ts';
import type { ListScreen } from './screen.ts';
import type { ScreenHistory } from './screen-history.ts';
import type { Visits } from './visits.ts';

/** Binds saves to the shown page, because it names this reference. */
type BindToPage = (reference: Reference) => OpenedFor | null;

type Parts = {
  ask: typeof askBackground;
  screens: ScreenHistory;
  visits: Visits;
  deals: DealOpening;
  boundTo: BindToPage;
};

/** Finds the deals of the people on the shown page, and opens the one that all of them lead to or shows the list. */
export async function openPeople(parts: Parts, always = false): Promise<void> {
  const { ask, screens, visits, deals, boundTo } = parts;
  if (always) void ask('people.always', {});
  const { value: shown } = screens.screen;
  if (shown.name !== 'nothing' || !shown.people) return;
  const { people } = shown;
  const isCurrent = visits.begin();
  const result = await ask('people.find', people);
  if (!isCurrent()) return;
  if (!result.ok) {
    const { kind } = result.problem;
    const findAgain = () => {
      screens.show(shown);
      return openPeople(parts);
    };
    if (kind === 'locked' || kind === 'not-connected') visits.fail(result.problem, findAgain);
    else screens.show({ ...shown, problem: result.problem });
    return;
  }
  const { list, view } = result.value;
  const found = { name: 'deals', list, reference: null, isSearch: false, people } as const;
  screens.addToTrail(shown);
  if (!view) return screens.show(found);
  if (list.opportunities.length > 1) screens.addToTrail(found);
  const page = boundToPerson(found, view.opportunity.id, boundTo);
  await deals.showListed(view, { page, isOfPage: true }, isCurrent);
}

/** Binds saves to the page and to the mail address in it that led to the deal. */
export function boundToPerson(
  { list, people }: ListScreen & { name: 'deals' },
  id: string,
  boundTo: BindToPage,
): OpenedFor | null {
  const person = list.foundByPerson?.[id];
  const page = people && person && boundTo({ kind: 'opportunity', id, foundIn: 'text' });
  return page ? { ...page, person } : null;
}
