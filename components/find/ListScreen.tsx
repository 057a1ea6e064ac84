import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import type { Editor } from '../../lib/editor/editor.ts';
import type { ListScreen as Choices, Screen } from '../../lib/editor/screen.ts';
import type { DealList as DealListAnswer, Unread } from '../../lib/messaging/contract.ts';
import type { PagePeople } from '../../lib/model/page-people.ts';
import { leadAddress } from '../../lib/opportunity/lead-address.ts';
import { countText } from '../../lib/wording/count-text.ts';
import { formatList } from '../../lib/wording/format-list.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { text } from '../../lib/wording/text.ts';
import type { Actions } from '../editor/actions.ts';
import { Header } from '../editor/Header.tsx';
import { ProblemNote } from '../editor/ProblemNote.tsx';
import { adoptStyles } from '../ui/load-later.tsx';
import { SingleKeys } from '../ui/single-keys.ts';
import { DealList } from './DealList.tsx';
import { FindDeal } from './FindDeal.tsx';
import styles from './lists.css?inline';
import { namesOf, PeopleOffer } from './PeopleOffer.tsx';
import { RecentDeals } from './RecentDeals.tsx';
import { ReferenceList } from './ReferenceList.tsx';

adoptStyles(styles);

type Props<Shown extends Screen> = { editor: Editor; screen: Shown; actions: Actions };

/** Renders the search box and a list below it. The box stays mounted, so it keeps the focus when the list changes. */
export function ListScreen({ editor, screen, actions }: Props<Choices | (Screen & { name: 'problem' })>) {
  // Number keys choose a recent deal, and a letter begins a search.
  const takesFocus = screen.name === 'nothing' && screen.recent.opportunities.length === 0;
  // Stays where it is while a search replaces the list, because the user types into it.
  const isBelow = useRef(false);
  if (screen.name !== 'deals' || !screen.isSearch) isBelow.current = screen.name === 'deals';
  const { usesSingleKeys } = editor;
  useLayoutEffect(() => {
    void editor.readKeys();
  }, [editor]);
  const find = <FindDeal key="find" search={editor.search} actions={actions} takesFocus={takesFocus} />;
  return (
    <SingleKeys.Provider value={usesSingleKeys.value}>
      <ListHeader screen={screen} actions={actions} />
      {screen.name === 'problem' && (
        <ProblemNote problem={screen.problem} actions={actions} onRetry={actions.reopen} />
      )}
      {!isBelow.current && find}
      {screen.name !== 'problem' && <Choose editor={editor} screen={screen} actions={actions} />}
      {isBelow.current && find}
      {screen.name !== 'problem' && <SeveralBar ids={severalOf(screen) ?? []} actions={actions} />}
    </SingleKeys.Provider>
  );
}

function ListHeader({ screen, actions }: Omit<Props<Choices | (Screen & { name: 'problem' })>, 'editor'>) {
  if (screen.name === 'problem') return <Header title={text('product')} actions={actions} />;
  const { title, hint } = headingOf(screen);
  const reference = screen.name === 'deals' ? screen.reference : null;
  return (
    <Header
      title={title}
      address={reference?.kind === 'lead' ? leadAddress(reference.id) : undefined}
      keys="list"
      several={severalOf(screen)}
      actions={actions}
    >
      {hint}
    </Header>
  );
}

// The ids of a choice that bulk edit can begin with.
function severalOf(screen: Choices): readonly string[] | undefined {
  if (screen.name === 'references') return screen.references.map(({ id }) => id);
  if (screen.name === 'deals' && screen.list.opportunities.length > 0)
    return screen.list.opportunities.map(({ id }) => id);
  return undefined;
}

function headingOf(screen: Choices): { title: string; hint: string } {
  if (screen.name === 'nothing') return headingOfNothing(screen.unread);
  if (screen.name === 'references') return { title: text('severalDeals'), hint: text('severalDealsHint') };
  const { list, reference, isSearch, people } = screen;
  if (people) return headingOfPeople(list, people);
  const count = list.opportunities.length;
  const found = isSearch
    ? list.isKnownOnly
      ? 'foundOnDevice'
      : 'foundBySearch'
    : reference?.foundIn === 'address'
      ? 'foundInAddress'
      : 'foundOnPage';
  const { unreadable = 0 } = list;
  const none = isSearch ? text('noMatches') : text('noOpportunities');
  const isUnsaid = unreadable > 0 || list.isKnownOnly !== undefined;
  const parts =
    count > 0
      ? [countText('opportunityCountOne', 'opportunityCount', count), text(found)]
      : isUnsaid
        ? []
        : [none];
  if (unreadable > 0) parts.push(countText('dealUnreadable', 'dealsUnreadable', unreadable));
  const [first] = list.opportunities;
  const organization = !isSearch && first && list.organizations?.[first.organizationId];
  if (organization) parts.push(organization);
  if (list.unanswered?.length) parts.push(text('unanswered', formatList(list.unanswered)));
  return { title: list.leadName || text(isSearch ? 'findDeal' : 'noLeadName'), hint: parts.join(' · ') };
}

function headingOfNothing(unread: Unread | null): { title: string; hint: string } {
  switch (unread) {
    case 'unreadable':
      return { title: text('pageRefused'), hint: text('pageRefusedHint') };
    case 'not-permitted':
      return { title: text('pageNotPermitted'), hint: text('pageNotPermittedHint') };
    case 'too-slow':
      return { title: text('pageTooSlow'), hint: text('pageTooSlowHint') };
    case null:
      return { title: text('nothingTitle'), hint: text('nothingHint') };
  }
}

function headingOfPeople(list: DealListAnswer, people: PagePeople): { title: string; hint: string } {
  const { opportunities, unanswered = [] } = list;
  const title =
    opportunities.length > 0
      ? countText('opportunityCountOne', 'opportunityCount', opportunities.length)
      : text('noDealsOfPeople');
  const parts = [text('foundByPerson', isolate(namesOf(people)))];
  if (unanswered.length > 0) parts.push(text('unanswered', formatList(unanswered)));
  return { title, hint: parts.join(' · ') };
}

function Choose({ editor, screen, actions }: Props<Choices>) {
  switch (screen.name) {
    case 'references':
      return (
        <ReferenceList
          references={screen.references}
          onChoose={(chosen) => void editor.openReference(chosen)}
        />
      );
    case 'nothing':
      return (
        <>
          {screen.problem && (
            <ProblemNote
              problem={screen.problem}
              actions={actions}
              onRetry={() => void editor.findPeople(false)}
            />
          )}
          {screen.people && (
            <PeopleOffer people={screen.people} onFind={(always) => void editor.findPeople(always)} />
          )}
          <RecentDeals list={screen.recent} onChoose={(chosen) => void editor.openOpportunity(chosen)} />
          <button type="button" class="link alone" onClick={actions.openMyDeals}>
            {text('openDeals')}
          </button>
        </>
      );
    case 'deals': {
      const { list, reference, isSearch } = screen;
      if (list.opportunities.length === 0) {
        return (
          reference && (
            <button
              type="button"
              class="link alone"
              onClick={() => actions.openTab(leadAddress(reference.id))}
            >
              {text('openLead')}
            </button>
          )
        );
      }
      return (
        <DealList
          list={list}
          showsLead={isSearch || screen.people !== undefined}
          typed={isSearch ? editor.search.typed.value : ''}
          onChoose={(chosen) => void editor.openOpportunity(chosen)}
        />
      );
    }
  }
}

/** Renders the bar below several choices: which keys choose one, and bulk edit of all of them. */
function SeveralBar({ ids, actions }: { ids: readonly string[]; actions: Actions }) {
  const hasKeys = useContext(SingleKeys);
  if (ids.length < 2) return null;
  return (
    <footer class="status-bar choices-bar">
      <p class="meta grow">{hasKeys && text('pressNumber', Math.min(ids.length, 9))}</p>
      <button type="button" class="button" onClick={() => actions.editSeveral(ids)}>
        {text('editSeveral')}
      </button>
    </footer>
  );
}
