import type { ask as askBackground } from '../messaging/ask.ts';
import type { Answers, DealList, Input, LeadView, RequestName, SaveAnswer } from '../messaging/contract.ts';
import type { Change } from '../model/change.ts';
import type { DealView } from '../model/deal-view.ts';
import type { Draft } from '../model/draft.ts';
import type { Patch } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Pins } from '../model/pins.ts';
import { defaultPreferences } from '../model/preferences.ts';
import type { Reference } from '../model/reference.ts';
import { failure, type Result, success } from '../model/result.ts';
import { addRecentLine } from '../one-line/recent-lines.ts';
import { orderOpportunities } from '../opportunity/order.ts';
import { findDifference, referTo, undoOf } from '../opportunity/undo.ts';
import { applyPatch } from '../opportunity/values.ts';
import {
  createSampleDeals,
  haldenLead,
  marlowLead,
  sampleCatalog,
  sampleConnection,
  sampleContacts,
  sampleUsers,
} from './sample-deals.ts';

type Replies = {
  [Name in RequestName]?: (input: Input<Name>) => Result<Answers[Name]>;
};

/** The pages of the sample, in place of tabs: a lead with one deal, a lead with several, and a page without any. */
export const samplePages = { oneDeal: 1, severalDeals: 2, noDeal: 3 } as const;

/** Answers the requests of an editor from memory, in place of the background; sends and stores nothing. */
export function createSampleBackground(now = new Date()): typeof askBackground {
  const deals = new Map(createSampleDeals(now).map((deal) => [deal.id, deal]));
  const changes = new Map<string, Change>();
  const drafts = new Map<string, Draft>();
  const lines = { unsaved: new Map<string, string>(), recent: [] as string[] };
  let pins: Pins = {};

  const allDeals = () => orderOpportunities([...deals.values()], sampleCatalog.pipelines);

  function viewOf(opportunity: Opportunity): DealView {
    return {
      ...{ opportunity, catalog: sampleCatalog, connection: sampleConnection, pins },
      ...{ preferences: defaultPreferences, quickActions: [], pending: null },
      draft: drafts.get(opportunity.id) ?? null,
    };
  }

  function listOf(opportunities: Opportunity[], leadName = ''): DealList {
    return { leadName, opportunities, catalog: sampleCatalog, lastUsedId: '' };
  }

  function leadOf(leadId: string): LeadView {
    const ofLead = allDeals().filter((deal) => deal.leadId === leadId);
    const [first] = ofLead;
    return {
      list: listOf(ofLead, first?.leadName),
      view: first && ofLead.length === 1 ? viewOf(first) : null,
    };
  }

  function find(typed: string): DealList {
    const wanted = typed.toLowerCase();
    return listOf(allDeals().filter(({ leadName }) => leadName.toLowerCase().includes(wanted)));
  }

  function save(id: string, dealId: string, patch: Patch, undone?: Change): Result<SaveAnswer> {
    const before = deals.get(dealId);
    if (!before) return failure({ kind: 'not-found' });
    const values = { ...before.values, ...applyPatch(patch, before.values) };
    const ownerName = sampleUsers.find((user) => user.id === values.user_id)?.name ?? '';
    const opportunity = { ...before, values, ownerName, updatedAt: new Date().toISOString() };
    deals.set(dealId, opportunity);
    const { organizationId, leadName } = opportunity;
    const change: Change = {
      ...{ id, opportunityId: dealId, organizationId, leadName, patch, at: Date.now() },
      ...{ how: 'saved', ignored: [] },
      ...findDifference(patch, before.values, values),
      ...(undone && referTo(undone)),
    };
    changes.set(id, change);
    return success({ state: 'saved', opportunity, change });
  }

  function open(tabId: number): Result<Answers['editor.open']> {
    const page = { address: 'https://app.close.com/', intent: null };
    const recent = listOf(allDeals());
    if (tabId === samplePages.noDeal)
      return success({
        ...page,
        shows: 'nothing',
        recent,
        unread: null,
        people: null,
        looksUpAtOnce: false,
      });
    const id = tabId === samplePages.severalDeals ? haldenLead : marlowLead;
    const reference: Reference = { kind: 'lead', id, foundIn: 'address' };
    return success({ ...page, shows: 'lead', reference, ...leadOf(id) });
  }

  const replies: Replies = {
    'editor.open': ({ tabId }) => open(tabId),
    'lead.open': ({ leadId }) => success(leadOf(leadId)),
    'deal.open'({ opportunityId }) {
      const found = deals.get(opportunityId);
      return found ? success(viewOf(found)) : failure({ kind: 'not-found' });
    },
    'deals.known': ({ typed }) => success({ ...find(typed), isKnownOnly: 'exact' }),
    'deals.find': ({ query }) => success(find(query)),
    'search.cancel': () => success(null),
    'single-keys.read': () => success(true),
    'users.list': () => success(sampleUsers),
    'contacts.list': ({ leadId }) => success(sampleContacts(leadId)),
    'deal.save': ({ id, opportunityId, patch }) => save(id, opportunityId, patch),
    'change.undo'({ id, changeId }) {
      const change = changes.get(changeId);
      if (!change) return failure({ kind: 'unexpected' });
      return save(id, change.opportunityId, undoOf(change.patch, change).patch, change);
    },
    // Every save ends at once, so none is left to follow.
    'operation.follow': () => success({ state: 'gone' }),
    'changes.list': () => success({ changes: [...changes.values()].reverse(), organizations: {} }),
    // Only what was changed here has happened to a sample deal.
    'history.read': () => success({ changes: [], hasMore: false }),
    'history.fields': () => success({ changes: [], hasMore: false }),
    'damage.read': () => success({ edits: [], hasChanges: false, lost: [] }),
    'draft.write'(draft) {
      drafts.set(draft.opportunityId, draft);
      return success(null);
    },
    'draft.remove'({ opportunityId }) {
      drafts.delete(opportunityId);
      return success(null);
    },
    'lines.read': ({ opportunityId }) =>
      success({ unsaved: lines.unsaved.get(opportunityId) ?? '', recent: lines.recent }),
    'lines.write'({ opportunityId, line, isSaved }) {
      lines.unsaved.set(opportunityId, isSaved ? '' : line);
      if (isSaved) lines.recent = addRecentLine(lines.recent, line);
      return success(null);
    },
    'pins.write'(written) {
      pins = { ...pins, ...written.pins };
      return success(null);
    },
  };

  return async (name, input) => {
    const reply = replies[name];
    return reply ? reply(input) : failure({ kind: 'unexpected' });
  };
}
