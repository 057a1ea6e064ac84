import { maxStages, type Stage, type Stages, stageSchema } from '../model/stages.ts';

/** Reads what stages ask for from a file or a policy, each stage for itself; `unreadable` counts the invalid ones. */
export function readStages(found: unknown): { valid: Stages; unreadable: number } {
  if (typeof found !== 'object' || found === null) return { valid: {}, unreadable: 1 };
  const entries = Object.entries(found);
  const valid = entries.flatMap(([statusId, stage]): [string, Stage][] => {
    const parsed = stageSchema.safeParse(stage);
    return parsed.success ? [[statusId, parsed.data]] : [];
  });
  return {
    valid: Object.fromEntries(valid.slice(0, maxStages)),
    unreadable: entries.length - valid.length,
  };
}

/** Returns stages with changed ones in place of their former rules; a stage that asks for nothing any more is left out. */
export function withStages(current: Stages, changed: Stages): Stages {
  const all = Object.entries({ ...current, ...changed });
  return Object.fromEntries(all.filter(([, stage]) => !asksNothing(stage)).slice(0, maxStages));
}

function asksNothing({ asks = [], requires = [], confidence, hint = '' }: Stage): boolean {
  return asks.length + requires.length === 0 && confidence === undefined && hint === '';
}
