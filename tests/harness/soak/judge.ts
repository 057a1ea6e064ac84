import type { Change } from '../../../lib/model/change.ts';
import { applyKey, isSameValue, splitKey, touchedFields, valueIn } from '../../../lib/opportunity/values.ts';
import type { Ledger, Write } from './ledger.ts';
import type { Job } from './plan.ts';
import type { Told } from './window.ts';

/** What a soak found. Those of `faults` must all be 0. */
export type Figures = {
  operations: number;
  undos: number;
  cancelled: number;
  conflicts: number;
  kills: number;
  offline: number;
  /**
   * Fields that moved between our reading and our PUT, by a colleague or a PUT of a dead worker that arrived late: the
   * one overwriting that Close cannot prevent.
   */
  raced: number;
  faults: {
    /** Jobs that never ended, or that were told as saved while Close never held what was wished. */
    lost: number;
    /** PUTs that nobody had asked for in this form. */
    wrong: number;
    /** PUTs over a value that had changed since it was seen, without a choice. */
    unannounced: number;
    /** PUTs of jobs that were told as cancelled or refused. */
    untold: number;
    /** Requests that came before the time a 429 had named. */
    early: number;
    /** Records, alarms and operations that stayed behind in the outbox. */
    left: number;
  };
};

/** A batch once it is over: what was asked, from which place on, and what was told. */
export type Outcome = { jobs: readonly Job[]; since: number; told: ReadonlyMap<string, Told> };

/** Compares what people were told about a batch with what happened in Close, and explains each fault. */
export function judge(
  outcome: Outcome,
  ledger: Ledger,
  figures: Figures,
  explain: (fault: string) => void,
): void {
  const { jobs, since, told } = outcome;
  const { faults } = figures;
  const writes = ledger.writes.filter(({ place }) => place > since);
  const conflicts = [...told.values()].flatMap(({ asked }) => asked);
  const add = (fault: keyof typeof faults, what: string, job?: Job) => {
    faults[fault] += 1;
    explain(
      `${fault}: ${what}${job ? `\n  asked ${JSON.stringify(job)}\n  told ${tell(told.get(job.id))}` : ''}`,
    );
  };

  for (const write of writes) {
    const candidates = jobs.filter((job) => job.deal === write.deal && isPartOf(write, job));
    if (candidates.length === 0) add('wrong', `nobody asked for the PUT ${JSON.stringify(write.body)}`);
    else if (
      !candidates.some(({ id }) => ['saved', 'unchanged'].includes(told.get(id)?.answer.state ?? ''))
    ) {
      add('untold', `PUT ${JSON.stringify(write.body)}`, candidates[0]);
    }
    for (const [key, value] of Object.entries(write.body)) {
      const { field, how } = splitKey(key);
      const before = valueIn(write.before, field);
      // Where Close has answered with another value than asked, that is what is sent over it.
      const answered = writes
        .filter((each) => each.deal === write.deal && each.place < write.place && key in each.body)
        .filter((each) => candidates.some((job) => isPartOf(each, job)))
        .map(({ after }) => valueIn(after, field));
      const seen = [value, ...answered, ...seenIn(field, write, jobs), ...announced(field, conflicts)];
      const isSeen = seen.some((each) => isSameValue(field, each, before));
      if (how !== 'set' || isSeen) continue;
      if (!isSameValue(field, valueIn(write.read, field), before)) figures.raced += 1;
      else add('unannounced', `${key} over ${JSON.stringify(before)}`, candidates[0]);
    }
  }

  for (const [place, job] of jobs.entries()) {
    const answer = told.get(job.id)?.answer ?? { state: 'lost' };
    if (answer.state === 'cancelled') {
      figures.cancelled += 1;
      continue;
    }
    const others = jobs.filter(
      (each, index) => each.deal === job.deal && (index > place || each.window !== job.window),
    );
    const isTakenOver = (field: string) => others.some(({ patch }) => field in patch);
    if (answer.state === 'gone' && touchedFields(job.patch).every(isTakenOver)) continue;
    if (answer.state !== 'saved' && answer.state !== 'unchanged') {
      add('lost', `told ${answer.state}`, job);
      continue;
    }
    for (const [key, wished] of Object.entries(job.patch)) {
      const { field } = splitKey(key);
      if (
        isTakenOver(field) ||
        isGiven(job, field, answer.state === 'saved' ? answer.change : null, conflicts)
      )
        continue;
      const held = ledger.heldSince(job.deal, field, since);
      if (!held.some((now) => isSameValue(field, applyKey(key, wished, now), now))) {
        add('lost', `Close never held ${key} ${JSON.stringify(wished)}, but ${JSON.stringify(held)}`, job);
      }
    }
  }
}

function isPartOf({ body }: Write, { patch }: Job): boolean {
  return Object.entries(body).every(
    ([key, value]) => key in patch && isSameValue(splitKey(key).field, valueIn(patch, key), value),
  );
}

/** What the windows that edited a field of the deal showed in it: what they had read, and what they wished before. */
function seenIn(field: string, { deal }: Write, jobs: readonly Job[]) {
  return jobs
    .filter((job) => job.deal === deal && touchedFields(job.patch).includes(field))
    .flatMap(({ base, patch }) => [valueIn(base, field), valueIn(patch, field)]);
}

function tell(told: Told | undefined): string {
  if (!told) return 'nothing';
  const { answer } = told;
  const change = answer.state === 'saved' ? ` ${JSON.stringify(answer.change)}` : '';
  const problem = answer.state === 'refused' ? ` ${JSON.stringify(answer.problem)}` : '';
  return `${answer.state}${change}${problem}${told.asked.length > 0 ? ` after asking ${JSON.stringify(told.asked)}` : ''}`;
}

/** The values of others that were shown in a conflict about the field. */
function announced(field: string, asked: Told['asked']) {
  return asked.flatMap(({ conflicts }) =>
    conflicts.filter((each) => each.field === field).map(({ theirs }) => theirs),
  );
}

/** Whether the colleague's value was chosen for a field of a job. */
function isGiven(job: Job, field: string, change: Change | null, asked: Told['asked']): boolean {
  const ids = [job.id, change?.id];
  return (
    !job.mine &&
    asked.some(
      ({ operation, conflicts }) => ids.includes(operation) && conflicts.some((each) => each.field === field),
    )
  );
}
