import type { Change } from '../../../lib/model/change.ts';
import type { Patch, Values } from '../../../lib/model/field-value.ts';
import { applyPatch, splitKey, touchedFields, valueIn } from '../../../lib/opportunity/values.ts';
import type { Random } from '../../random.ts';
import type { Fault } from '../../sandbox/traffic-types.ts';
import { changeByColleague, randomPatch } from './random-changes.ts';

/** One action of a user in a window: a change, or the undo of an earlier one. */
export type Job = {
  id: string;
  /** The index of the window. */
  window: number;
  deal: string;
  /** The values that the window shows in the changed fields. */
  base: Values;
  /** The requested values; for an undo, the values it has to restore. */
  patch: Patch;
  /** The id of the undone change. */
  undoes?: string;
  /** The choice in every conflict: the own values if true, otherwise the colleague's. */
  mine: boolean;
  /** Milliseconds after which a waiting job is cancelled; null for never. */
  cancelAfter: number | null;
};

export type Batch = {
  jobs: Job[];
  /** The changes by colleagues: before the batch (0), or when the nth request for a deal arrives. */
  colleagues: { at: number; deal: string; patch: Patch }[];
  faults: Fault[];
  /** Kills of the worker: when the nth request for a deal arrives, or when it is answered. */
  kills: { at: number; when: 'arrival' | 'answer' }[];
  /** If true, the network is offline until every job is waiting. */
  isOffline: boolean;
};

/** The state before a batch: the deals in Close, as each window shows them, and what can be undone in each window. */
export type Situation = {
  deals: readonly string[];
  stored(deal: string): Values;
  views: readonly Map<string, Values>[];
  undoable: readonly (readonly Change[])[];
};

/** Plans the next batch. All random decisions are made here. */
export function planBatch(situation: Situation, count: number, random: Random): Batch {
  const { deals, stored, views, undoable } = situation;
  for (const view of views) {
    // Some windows keep outdated values.
    for (const deal of deals) if (!view.has(deal) || random.happens(0.7)) view.set(deal, stored(deal));
  }
  // Uses few deals at a time, so that changes collide.
  const chosenDeals = [random.pick(deals), random.pick(deals), random.pick(deals)];
  const jobs: Job[] = [];
  while (jobs.length < count) {
    const window = random.below(views.length);
    const changes = undoable[window] ?? [];
    const earlier = random.happens(0.15)
      ? changes.at(-1 - random.below(Math.min(12, changes.length)))
      : undefined;
    jobs.push(
      earlier ? planUndo(earlier, window, random) : planEdit(random.pick(chosenDeals), window, views, random),
    );
  }
  const colleagues = Array.from({ length: random.below(4) }, () => {
    const { deal, patch } = random.pick(jobs);
    const at = random.happens(0.4) ? 0 : 1 + random.below(count * 2);
    return { at, deal, patch: changeByColleague(stored(deal), touchedFields(patch), random) };
  });
  return {
    jobs,
    colleagues,
    faults: Array.from({ length: random.below(3) }, () => planFault(random)),
    kills: (['arrival', 'answer'] as const)
      .filter(() => random.happens(0.5))
      .map((when) => ({ at: 1 + random.below(count * 2), when })),
    isOffline: random.happens(0.12),
  };
}

function planEdit(deal: string, window: number, views: Situation['views'], random: Random): Job {
  const view = views[window];
  const seen = view?.get(deal) ?? {};
  const patch = randomPatch(seen, random);
  // The editor shows requested values before they are confirmed, and uses them as the base of the next change.
  view?.set(deal, { ...seen, ...applyPatch(patch, seen) });
  const base = Object.fromEntries(touchedFields(patch).map((field) => [field, valueIn(seen, field)]));
  return { ...chances(random), window, deal, base, patch };
}

function planUndo(change: Change, window: number, random: Random): Job {
  const { id, opportunityId, after } = change;
  return {
    ...chances(random),
    window,
    deal: opportunityId,
    base: after,
    patch: reversalOf(change),
    undoes: id,
  };
}

function chances(random: Random): Pick<Job, 'id' | 'mine' | 'cancelAfter'> {
  return {
    id: random.uuid(),
    mine: random.happens(0.5),
    cancelAfter: random.happens(0.15) ? random.below(3_000) : null,
  };
}

/** Fields that Close changes together with a field. An undo restores only these and the changed fields. */
const changedTogether: Record<string, readonly string[]> = {
  status_id: ['date_won', 'confidence'],
  note: ['note_html'],
  note_html: ['note'],
};

/** Returns the save that undoes a change: its own fields and those that Close changed with them. */
function reversalOf({ patch, before, after }: Change): Patch {
  const reversed: Record<string, Patch[string]> = {};
  for (const [key, value] of Object.entries(patch)) {
    const { field, how } = splitKey(key);
    if (!(field in after)) continue;
    if (how !== 'set') reversed[`${field}.${how === 'add' ? 'remove' : 'add'}`] = value;
    else
      for (const each of [field, ...(changedTogether[field] ?? [])]) {
        if (each in before) reversed[each] = valueIn(before, each) ?? emptyOf(each);
      }
  }
  // A formatted note includes the plain one, and a missing formatted note must not clear the plain one.
  if ('note' in reversed && 'note_html' in reversed) {
    delete reversed[reversed.note_html === null ? 'note_html' : 'note'];
  }
  return reversed;
}

// Close does not accept null for these.
function emptyOf(field: string): Patch[string] {
  if (field === 'value' || field === 'confidence') return 0;
  return field === 'note' ? '' : null;
}

function planFault(random: Random): Fault {
  const method = random.happens(0.65) ? 'PUT' : 'GET';
  const header = random.pick(['comma', 'semicolon', 'separate', 'none'] as const);
  const then = random.pick<Fault['then']>([
    { status: 429, retryAfter: random.pick([0.4, 1, 1.6]), header },
    { status: 503 },
    { status: 504 },
    'drop-before',
    'drop-after',
    { delay: 50 + random.below(400) },
    { delay: 50 + random.below(400) },
  ]);
  return { method, path: '/opportunity/oppo_', then };
}
