import type { Change } from '../../../lib/model/change.ts';
import type { Patch, Values } from '../../../lib/model/field-value.ts';
import { applyPatch, splitKey, touchedFields, valueIn } from '../../../lib/opportunity/values.ts';
import type { Random } from '../../random.ts';
import type { Fault } from '../../sandbox/traffic-types.ts';
import { theirChange, wishFor } from './wishes.ts';

/** One thing that somebody does in a window: an edit, or taking back an earlier one. */
export type Job = {
  id: string;
  /** Which window it is done in. */
  window: number;
  deal: string;
  /** What that window shows in the touched fields. */
  base: Values;
  /** The wish; of an undo what it has to come to. */
  patch: Patch;
  /** The change that an undo takes back. */
  undoes?: string;
  /** What is chosen in every conflict: the own values, else the colleague's. */
  mine: boolean;
  /** Milliseconds after which a job that is told to wait is cancelled, null where it is not. */
  cancelAfter: number | null;
};

export type Batch = {
  jobs: Job[];
  /** What colleagues write: before anything is asked (0), or when the nth request about a deal arrives. */
  colleagues: { at: number; deal: string; patch: Patch }[];
  faults: Fault[];
  /** Kills of the worker: when the nth request about a deal arrives, or when it is answered. */
  kills: { at: number; when: 'arrival' | 'answer' }[];
  /** The network is away until every job has been told so. */
  isOffline: boolean;
};

/** What the plan starts from: the deals as Close holds them, and as each window shows them. */
export type Situation = {
  deals: readonly string[];
  stored(deal: string): Values;
  views: readonly Map<string, Values>[];
  undoable: readonly Change[];
};

/** Plans what happens next; everything that is left to chance is decided here. */
export function planBatch(situation: Situation, count: number, random: Random): Batch {
  const { deals, stored, views, undoable } = situation;
  for (const view of views) {
    // Some windows go on with what they showed long ago.
    for (const deal of deals) if (!view.has(deal) || random.happens(0.7)) view.set(deal, stored(deal));
  }
  // Few deals at a time, so that edits meet.
  const met = [random.pick(deals), random.pick(deals), random.pick(deals)];
  const jobs: Job[] = [];
  while (jobs.length < count) {
    const window = random.below(views.length);
    const earlier = random.happens(0.15)
      ? undoable.at(-1 - random.below(Math.min(12, undoable.length)))
      : undefined;
    jobs.push(
      earlier ? planUndo(earlier, window, random) : planEdit(random.pick(met), window, views, random),
    );
  }
  const colleagues = Array.from({ length: random.below(4) }, () => {
    const { deal, patch } = random.pick(jobs);
    const at = random.happens(0.4) ? 0 : 1 + random.below(count * 2);
    return { at, deal, patch: theirChange(stored(deal), touchedFields(patch), random) };
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
  const patch = wishFor(seen, random);
  // The editor shows a wish before it is confirmed, and what is edited next is measured against that.
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

/** What moves with a field when Close stores it; an undo takes back these and the touched fields, nothing else. */
const movedAlong: Record<string, readonly string[]> = {
  status_id: ['date_won', 'confidence'],
  note: ['note_html'],
  note_html: ['note'],
};

/** The save that takes a change back, as the promise is made to people: its own fields and what Close moved with them. */
function reversalOf({ patch, before, after }: Change): Patch {
  const reversed: Record<string, Patch[string]> = {};
  for (const [key, value] of Object.entries(patch)) {
    const { field, how } = splitKey(key);
    if (!(field in after)) continue;
    if (how !== 'set') reversed[`${field}.${how === 'add' ? 'remove' : 'add'}`] = value;
    else
      for (const each of [field, ...(movedAlong[field] ?? [])]) {
        if (each in before) reversed[each] = valueIn(before, each) ?? emptyOf(each);
      }
  }
  // Formatting holds the plain form too, and its absence must not clear it.
  if ('note' in reversed && 'note_html' in reversed) {
    delete reversed[reversed.note_html === null ? 'note_html' : 'note'];
  }
  return reversed;
}

// Close takes no null for these.
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
