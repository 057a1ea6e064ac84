import type { Reference } from '../lib/detection/references.ts';
import type { KeptDraft, Editor as Model, Screen } from '../lib/editor/editor.ts';
import { isolate } from '../lib/isolate.ts';
import { leadAddress } from '../lib/opportunity/lead-address.ts';
import { text } from '../lib/text.ts';
import type { Actions } from './actions.ts';
import { DamageNote } from './DamageNote.tsx';
import { DealList } from './DealList.tsx';
import { DealScreen } from './DealScreen.tsx';
import { FindDeal } from './FindDeal.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { RecentChanges } from './RecentChanges.tsx';
import { SiteLine } from './SiteLine.tsx';

type Props = { editor: Model; actions: Actions };

/** The whole editor: whatever it is showing at the moment. Every door (popup, panel, card) mounts this. */
export function Editor({ editor, actions }: Props) {
  const kept = editor.keptDraft.value;
  return (
    <>
      {kept && <KeptDraftLine kept={kept} onOpen={() => void editor.openKeptDraft()} />}
      <DamageNote report={editor.damageReport} />
      <CurrentScreen editor={editor} actions={actions} />
      {actions.site && <SiteLine offer={actions.site} />}
    </>
  );
}

function KeptDraftLine({ kept, onOpen }: { kept: KeptDraft; onOpen(): void }) {
  return (
    <p class="kept" role="status">
      <span class="grow">{text('draftKept', isolate(kept.leadName || text('noLeadName')))}</span>
      <button type="button" class="link" onClick={onOpen}>
        {text('openDraft')}
      </button>
    </p>
  );
}

function CurrentScreen({ editor, actions }: Props) {
  const screen = editor.screen.value;
  switch (screen.name) {
    case 'opening':
      return (
        <p class="opening" role="status">
          {text('opening')}
        </p>
      );
    case 'connect':
      return <ConnectHint actions={actions} />;
    case 'deal':
      return <DealScreen key={screen.deal} deal={screen.deal} actions={actions} />;
    case 'problem':
      return (
        <>
          <ProblemNote problem={screen.problem} actions={actions} onRetry={actions.reopen} />
          <FindDeal onFind={editor.find} />
        </>
      );
    case 'deals':
      return <DealsScreen editor={editor} screen={screen} actions={actions} />;
    case 'references':
      return <ReferencesScreen editor={editor} references={screen.references} />;
    case 'nothing':
      return (
        <>
          <Heading title={text('nothingTitle')} hint={text('nothingHint')} />
          <FindDeal onFind={editor.find} />
          {screen.recent.length > 0 && (
            <section>
              <h2>{text('recentChanges')}</h2>
              <RecentChanges rows={screen.recent} />
            </section>
          )}
        </>
      );
  }
}

function Heading({ title, hint }: { title: string; hint: string }) {
  return (
    <header>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <p class="meta">{hint}</p>
    </header>
  );
}

function ConnectHint({ actions }: { actions: Actions }) {
  return (
    <>
      <Heading title={text('connectTitle')} hint={text('connectHint')} />
      <div class="bar">
        <span class="grow" />
        <button type="button" class="button primary" onClick={actions.openOptions}>
          {text('connectInOptions')}
        </button>
      </div>
    </>
  );
}

type DealsScreenProps = Props & { screen: Screen & { name: 'deals' } };

function DealsScreen({ editor, screen, actions }: DealsScreenProps) {
  const { list, reference, isSearch } = screen;
  const count = list.opportunities.length;
  const found = isSearch
    ? 'foundBySearch'
    : reference?.foundIn === 'address'
      ? 'foundInAddress'
      : 'foundOnPage';
  const none = isSearch ? text('noMatches') : text('noOpportunities');
  const hint = count > 0 ? `${text('opportunityCount', count)} · ${text(found)}` : none;
  return (
    <>
      <Heading title={list.leadName || text(isSearch ? 'findDeal' : 'noLeadName')} hint={hint} />
      <DealList list={list} showsLead={isSearch} onChoose={(chosen) => void editor.openOpportunity(chosen)} />
      {count === 0 && reference && (
        <button type="button" class="link alone" onClick={() => actions.openTab(leadAddress(reference.id))}>
          {text('openLead')}
        </button>
      )}
      <FindDeal onFind={editor.find} />
    </>
  );
}

function ReferencesScreen({ editor, references }: { editor: Model; references: Reference[] }) {
  return (
    <>
      <Heading title={text('severalDeals')} hint={text('severalDealsHint')} />
      <ul class="deals" aria-label={text('opportunities')}>
        {references.map((reference) => (
          <li key={reference.id}>
            <button type="button" class="deal" onClick={() => void editor.openReference(reference)}>
              <span class="place" />
              <code class="grow">{reference.id}</code>
            </button>
          </li>
        ))}
      </ul>
      <FindDeal onFind={editor.find} />
    </>
  );
}
