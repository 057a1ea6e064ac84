import type { Change } from '../../../lib/model/change.ts';
import { applyKey, isSameValue, splitKey, touchedFields, valueIn } from '../../../lib/opportunity/values.ts';
import type { Ledger, Write } from './ledger.ts';
import type { Job } from './plan.ts';
import type { JobResult } from './window.ts';

/** The counts of a soak. All `faults` must be 0. */
export type Figures = {
  operations: number;
  undos: number;
  cancelled: number;
  conflicts: number;
  kills: number;
  offline: number;
  /**
   * Fields changed between our read and our PUT, by a colleague or by a late PUT of a dead worker. This is the only
   * overwriting that cannot be prevented.
   */
  raced: number;
  faults: {
    /** Jobs that never ended, or that were reported as saved although Close never had the requested value. */
    lost: number;
    /** PUTs that no job had requested. */
    wrong: number;
    /** PUTs that overwrote a value which had changed since it was seen, without a choice of the user. */
    unseen: number;
    /** PUTs of jobs that were reported as cancelled or refused. */
    unreported: number;
    /** Requests sent before the wait of a 429 was over. */
    early: number;
    /** Records, alarms and operations that remained in the outbox. */
    remaining: number;
  };
};

/** The outcome of a batch: its jobs, the time it started in the ledger, and the results by job id. */
export type Outcome = { jobs: readonly Job[]; since: number; results: ReadonlyMap<string, JobResult> };

/** Compares the reported results of a batch with what happened in Close, and explains each fault. */
export function judge(
  outcome: Outcome,
  ledger: Ledger,
  figures: Figures,
  explain: (fault: string) => void,
): void {
  const { jobs, since, results } = outcome;
  const { faults } = figures;
  const writes = ledger.writes.filter(({ time }) => time > since);
  const conflicts = [...results.values()].flatMap(({ conflicts: shown }) => shown);
  const add = (fault: keyof typeof faults, what: string, job?: Job) => {
    faults[fault] += 1;
    explain(
      `${fault}: ${what}${job ? `\n  job ${JSON.stringify(job)}\n  result ${describe(results.get(job.id))}` : ''}`,
    );
  };

  for (const write of writes) {
    const candidates = jobs.filter((job) => job.deal === write.deal && isPartOf(write, job));
    if (candidates.length === 0) add('wrong', `no job requested the PUT ${JSON.stringify(write.body)}`);
    else if (
      !candidates.some(({ id }) => ['saved', 'unchanged'].includes(results.get(id)?.answer.state ?? ''))
    ) {
      add('unreported', `PUT ${JSON.stringify(write.body)}`, candidates[0]);
    }
    for (const [key, value] of Object.entries(write.body)) {
      const { field, how } = splitKey(key);
      const before = valueIn(write.before, field);
      // A value that Close set itself in answer to a previous PUT of the job may be overwritten.
      const answered = writes
        .filter((each) => each.deal === write.deal && each.time < write.time && key in each.body)
        .filter((each) => candidates.some((job) => isPartOf(each, job)))
        .map(({ after }) => valueIn(after, field));
      const seen = [value, ...answered, ...seenIn(field, write, jobs), ...shownIn(field, conflicts)];
      const isSeen = seen.some((each) => isSameValue(field, each, before));
      if (how !== 'set' || isSeen) continue;
      if (!isSameValue(field, valueIn(write.read, field), before)) figures.raced += 1;
      else add('unseen', `${key} over ${JSON.stringify(before)}`, candidates[0]);
    }
  }

  for (const [position, job] of jobs.entries()) {
    const answer = results.get(job.id)?.answer ?? { state: 'lost' };
    if (answer.state === 'cancelled') {
      figures.cancelled += 1;
      continue;
    }
    const others = jobs.filter(
      (each, index) => each.deal === job.deal && (index > position || each.window !== job.window),
    );
    const isChangedByOthers = (field: string) => others.some(({ patch }) => field in patch);
    if (answer.state === 'gone' && touchedFields(job.patch).every(isChangedByOthers)) continue;
    if (answer.state !== 'saved' && answer.state !== 'unchanged') {
      add('lost', `reported as ${answer.state}`, job);
      continue;
    }
    for (const [key, requested] of Object.entries(job.patch)) {
      const { field } = splitKey(key);
      if (
        isChangedByOthers(field) ||
        isColleaguesChosen(job, field, answer.state === 'saved' ? answer.change : null, conflicts)
      )
        continue;
      const values = ledger.valuesSince(job.deal, field, since);
      if (!values.some((value) => isSameValue(field, applyKey(key, requested, value), value))) {
        add(
          'lost',
          `Close never had ${key} ${JSON.stringify(requested)}, but ${JSON.stringify(values)}`,
          job,
        );
      }
    }
  }
}

function isPartOf({ body }: Write, { patch }: Job): boolean {
  return Object.entries(body).every(
    ([key, value]) => key in patch && isSameValue(splitKey(key).field, valueIn(patch, key), value),
  );
}

/** Returns the values that the windows had shown in a field of the deal: values read, and values requested before. */
function seenIn(field: string, { deal }: Write, jobs: readonly Job[]) {
  return jobs
    .filter((job) => job.deal === deal && touchedFields(job.patch).includes(field))
    .flatMap(({ base, patch }) => [valueIn(base, field), valueIn(patch, field)]);
}

function describe(result: JobResult | undefined): string {
  if (!result) return 'none';
  const { answer, conflicts } = result;
  const change = answer.state === 'saved' ? ` ${JSON.stringify(answer.change)}` : '';
  const problem = answer.state === 'refused' ? ` ${JSON.stringify(answer.problem)}` : '';
  return `${answer.state}${change}${problem}${conflicts.length > 0 ? ` after the conflicts ${JSON.stringify(conflicts)}` : ''}`;
}

/** Returns the values of others that were shown in conflicts of the field. */
function shownIn(field: string, conflicts: JobResult['conflicts']) {
  return conflicts.flatMap(({ fields }) =>
    fields.filter((each) => each.field === field).map(({ theirs }) => theirs),
  );
}

/** Checks whether the colleague's value was chosen for a field of a job. */
function isColleaguesChosen(
  job: Job,
  field: string,
  change: Change | null,
  conflicts: JobResult['conflicts'],
): boolean {
  const ids = [job.id, change?.id];
  return (
    !job.mine &&
    conflicts.some(
      ({ operation, fields }) => ids.includes(operation) && fields.some((each) => each.field === field),
    )
  );
}
