import { checkedId } from '../../lib/close-api/checked-id.ts';
import { createCloseClient } from '../../lib/close-api/client.ts';
import { CloseError } from '../../lib/close-api/errors.ts';
import { authorizationOf } from '../../lib/connection/authorization.ts';
import { createRatePause } from '../../tests/harness/rate-pause.ts';
import { outOfReach, type Probe, type Probing, probes } from './probes.ts';
import { createService } from './service.ts';
import { isBroken, type Row, toTable } from './table.ts';
import { createTrial, type Trial } from './trial.ts';

export type Wish = {
  /** "" where there is none: then nothing is sent. */
  key: string;
  opportunityId: string;
  say(line: string): void;
  /** Aborted where the user wants to stop: the deal is put back and no other experiment begins. */
  stop: AbortSignal;
};

const unreached: Row[] = outOfReach.map((fact) => ({ fact, finding: { notChecked: fact.reason } }));

/**
 * Checks against the real service what is assumed about it, on one active deal, which is put back afterwards. Returns
 * the exit code: 1 where Close does something that the code does not handle, or the deal is not what it was.
 */
export async function verifyLive({ key, opportunityId, say, stop }: Wish): Promise<number> {
  if (key === '') {
    sayThePlan(say);
    return 0;
  }
  const probing = await prepare(key, opportunityId, stop).catch((error: unknown) => {
    say(`Nothing was changed: ${sentenceOf(error)}`);
  });
  if (!probing) return 1;
  const { trial } = probing;
  const rows: Row[] = [];
  for (const probe of probes) {
    rows.push(...(await runProbe(probe, probing, stop)));
    // After each, so that the deal is never far from what it was and no experiment meets the traces of another.
    const different = await trial.putBack();
    if (different.length > 0) {
      sayTheTable(rows, say);
      sayWhatIsLeft(different, trial, say);
      return 1;
    }
  }
  sayTheTable(rows, say);
  say('The deal is what it was before.');
  return rows.some(isBroken) || stop.aborted ? 1 : 0;
}

async function prepare(key: string, opportunityId: string, stop: AbortSignal): Promise<Probing> {
  const authorization = authorizationOf(key);
  const path = `/opportunity/${checkedId('oppo', opportunityId)}/`;
  // The extension's own client reads first: what it cannot read would stop the extension as well.
  const close = createCloseClient({ authorization, fetch, onRequest() {}, rateLimit: createRatePause() });
  const { organizationId } = await close.readOpportunity(opportunityId);
  const { organizations, userId } = await close.readIdentity();
  const pipelines = await close.readPipelines();
  const customFields = await close.readCustomFields();
  const roleId = organizations.find(({ id }) => id === organizationId)?.roleId ?? '';
  const service = createService(authorization);
  const { json: first } = await service.send('GET', path);
  const status = pipelines.flatMap(({ statuses }) => statuses).find(({ id }) => id === first.status_id);
  // Only from an active deal there is a way back: Close itself dates what is lost.
  if (status?.type !== 'active') throw new Error('choose a deal whose status is active.');
  return {
    ...{ service, userId, roleId, pipelines, customFields },
    trial: createTrial(service, path, first, stop),
  };
}

async function runProbe(probe: Probe, probing: Probing, stop: AbortSignal): Promise<Row[]> {
  const notChecked = (reason: string): Row[] =>
    probe.facts.map((fact) => ({ fact, finding: { notChecked: reason } }));
  if (stop.aborted) return notChecked('stopped before');
  try {
    const findings = await probe.run(probing);
    return probe.facts.map((fact, index) => ({
      fact,
      finding: findings[index] ?? { notChecked: 'no finding' },
    }));
  } catch (error) {
    return notChecked(stop.aborted ? 'stopped' : sentenceOf(error));
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof CloseError) {
    const { kind, detail } = error.problem;
    return kind === 'wrong-deal'
      ? 'that is no id of an opportunity.'
      : [kind, detail].filter(Boolean).join(': ');
  }
  return error instanceof Error ? error.message : 'something unforeseen.';
}

function sayTheTable(rows: readonly Row[], say: Wish['say']): void {
  say(toTable([...rows, ...unreached]));
}

function sayWhatIsLeft(different: readonly string[], { first }: Trial, say: Wish['say']): void {
  say('\nTHE DEAL IS NOT WHAT IT WAS. Look at these fields; this is what they held:');
  for (const field of different) say(`  ${field}: ${JSON.stringify(first[field] ?? null)}`);
}

function sayThePlan(say: Wish['say']): void {
  say(`Nothing was sent: there is no CLOSE_API_KEY. With one, and the id of an opportunity,

  CLOSE_API_KEY=… npm run verify:live -- oppo_…

reads that deal, changes it for each of the experiments below, puts it back after each, and compares it with what was
read first. Take an active deal made for this: it is won and lost for a moment and moved to another pipeline, and what your
organization has tied to that (automations, webhooks) sets off.
`);
  for (const { about, assumed } of probes.flatMap(({ facts }) => facts)) say(`  ${about}: ${assumed}`);
  say('\nNot checked with one key and one deal:');
  for (const { about, reason } of outOfReach) say(`  ${about}: ${reason}`);
}
