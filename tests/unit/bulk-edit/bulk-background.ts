import type { ask as askBackground } from '../../../lib/messaging/ask.ts';
import type { Answers, Input, RequestName, SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { Patch } from '../../../lib/model/field-value.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import type { Stages } from '../../../lib/model/stages.ts';
import { defaultTableSettings } from '../../../lib/model/table-settings.ts';
import { findDifference, undoOf } from '../../../lib/opportunity/undo.ts';
import { applyPatch } from '../../../lib/opportunity/values.ts';
import { catalog, connection } from '../quick-actions/samples.ts';
import { sampleOpportunity } from '../samples/deal.ts';

type Replies = { [Name in RequestName]?: (input: Input<Name>) => Result<Answers[Name]> | undefined };

const ids = (count: number) => Array.from({ length: count }, (_each, index) => `oppo_${index + 1}`);
/** Returns references to the first `count` deals. */
export const references = (count: number) => ids(count).map((id) => ({ kind: 'opportunity' as const, id }));

/** How many changes the fake background remembers, like the real one. */
const maxChanges = 200;

/** Creates a fake background with `count` deals at 50%. `replies` take precedence over its default ones. */
export function backgroundOf(count: number, replies: Replies = {}, stages: Stages = {}) {
  const deals = new Map(
    ids(count).map((id) => [
      id,
      sampleOpportunity({ status_id: 'stat_demo', confidence: 50 }, { id, organizationId: 'orga_a' }),
    ]),
  );
  const changes = new Map<string, Change>();
  const asked: { name: RequestName; input: unknown }[] = [];

  function save(id: string, opportunityId: string, patch: Patch): Result<SaveAnswer> {
    const deal = deals.get(opportunityId);
    if (!deal) return failure({ kind: 'not-found' });
    const updatedAt = new Date(Date.parse(deal.updatedAt) + 1).toISOString();
    const saved = { ...deal, updatedAt, values: { ...deal.values, ...applyPatch(patch, deal.values) } };
    deals.set(opportunityId, saved);
    const change: Change = {
      ...{ id, opportunityId, organizationId: 'orga_a', leadName: deal.leadName, at: 0, how: 'saved' },
      ...{ patch, ignored: [], ...findDifference(patch, deal.values, saved.values) },
    };
    changes.set(id, change);
    const [oldest] = changes.keys();
    if (changes.size > maxChanges && oldest) changes.delete(oldest);
    return success({ state: 'saved', opportunity: saved, change });
  }

  const defaultReplies: Replies = {
    'table.deal': ({ opportunityId }) => {
      const opportunity = deals.get(opportunityId);
      return opportunity ? success(opportunity) : failure({ kind: 'not-found' });
    },
    'table.settings': () => success(defaultTableSettings),
    'table.set-up': () => success(null),
    'deal.snooze': () => success(null),
    'table.seen': () => success(null),
    'connection.list': () =>
      success({
        connections: [{ ...connection, isOpen: true }],
        keyStorage: 'device',
        isLocked: false,
      }),
    'users.list': () =>
      success([
        { id: 'user_ana', name: 'Ana Ruiz' },
        { id: 'user_sam', name: 'Sam Lee' },
      ]),
    'lines.read': () => success({ unsaved: '', recent: [] }),
    'lines.write': () => success(null),
    'table.open': () =>
      success({ opportunities: [...deals.values()], unreadable: 0, next: null, pending: [], snoozed: {} }),
    'table.lead': () => success([...deals.keys()]),
    'table.organization': () =>
      success({
        ...{ catalog: { ...catalog, readAt: 0 }, connection, quickActions: [] },
        preferences: { ...defaultPreferences, confidencePresets: [25, 75, 90], stages },
      }),
    'deal.save': ({ id, opportunityId, patch }) => save(id, opportunityId, patch),
    'table.undo': ({ id, change }) => save(id, change.opportunityId, undoOf(change.patch, change).patch),
    // The fake background answers every save directly, so it has no stored operations.
    'operation.follow': () => success({ state: 'gone' }),
    'operation.cancel': () => success({ state: 'gone' }),
  };

  async function ask<Name extends RequestName>(name: Name, input: Input<Name>) {
    asked.push({ name, input });
    const answer = replies[name]?.(input) ?? defaultReplies[name]?.(input);
    if (!answer) throw new Error(`The test defines no answer to ${name}`);
    return answer;
  }
  const percents = () => [...deals.values()].map(({ values }) => values.confidence);
  return { ask: ask as typeof askBackground, asked, deals, percents, save };
}
