import { checkedId } from '../../lib/close-api/checked-id.ts';
import { createCloseClient } from '../../lib/close-api/client.ts';
import { CloseError } from '../../lib/close-api/errors.ts';
import { authorizationOf } from '../../lib/connection/authorization.ts';
import { createRatePause } from '../../tests/harness/rate-pause.ts';
import { outOfReach, type Probe, type Probing, probes } from './probes.ts';
import { createService } from './service.ts';
import { isBroken, type Row, toTable } from './table.ts';
import { createTrial, type Trial } from './trial.ts';

export type Options = {
  /** If empty, nothing is sent. */
  key: string;
  opportunityId: string;
  print(line: string): void;
  /** When aborted, the deal is restored and no further experiment starts. */
  stop: AbortSignal;
};

const unreached: Row[] = outOfReach.map((fact) => ({ fact, finding: { notChecked: fact.reason } }));

/**
 * Checks the assumptions about Close on one active deal, which is restored afterwards. Returns the exit code: 1 if Close
 * behaves in a way that the code does not handle, or if the deal could not be restored.
 */
export async function verifyLive({ key, opportunityId, print, stop }: Options): Promise<number> {
  if (key === '') {
    printPlan(print);
    return 0;
  }
  const probing = await prepare(key, opportunityId, stop).catch((error: unknown) => {
    print(`Nothing was changed: ${messageOf(error)}`);
  });
  if (!probing) return 1;
  const { trial } = probing;
  const rows: Row[] = [];
  for (const probe of probes) {
    rows.push(...(await runProbe(probe, probing, stop)));
    // Restores after each experiment, so that experiments do not affect each other.
    const different = await trial.restore();
    if (different.length > 0) {
      printTable(rows, print);
      printDifferences(different, trial, print);
      return 1;
    }
  }
  printTable(rows, print);
  print('The deal was restored.');
  return rows.some(isBroken) || stop.aborted ? 1 : 0;
}

async function prepare(key: string, opportunityId: string, stop: AbortSignal): Promise<Probing> {
  const authorization = authorizationOf(key);
  const path = `/opportunity/${checkedId('oppo', opportunityId)}/`;
  // Uses the extension's own client first, because the extension cannot work with what the client cannot read.
  const close = createCloseClient({ authorization, fetch, onRequest() {}, rateLimit: createRatePause() });
  const { organizationId } = await close.readOpportunity(opportunityId);
  const { organizations, userId } = await close.readIdentity();
  const pipelines = await close.readPipelines();
  const customFields = await close.readCustomFields();
  const roleId = organizations.find(({ id }) => id === organizationId)?.roleId ?? '';
  const service = createService(authorization);
  const { json: first } = await service.send('GET', path);
  const status = pipelines.flatMap(({ statuses }) => statuses).find(({ id }) => id === first.status_id);
  // Only active deals can be restored, because Close sets date_lost of a lost deal itself.
  if (status?.type !== 'active') throw new Error('choose a deal whose status is active.');
  return {
    ...{ service, userId, roleId, pipelines, customFields },
    trial: createTrial(service, path, first, stop),
  };
}

async function runProbe(probe: Probe, probing: Probing, stop: AbortSignal): Promise<Row[]> {
  const notChecked = (reason: string): Row[] =>
    probe.facts.map((fact) => ({ fact, finding: { notChecked: reason } }));
  if (stop.aborted) return notChecked('stopped before it started');
  try {
    const findings = await probe.run(probing);
    return probe.facts.map((fact, index) => ({
      fact,
      finding: findings[index] ?? { notChecked: 'no finding' },
    }));
  } catch (error) {
    return notChecked(stop.aborted ? 'stopped' : messageOf(error));
  }
}

function messageOf(error: unknown): string {
  if (error instanceof CloseError) {
    const { kind, detail } = error.problem;
    return kind === 'wrong-deal'
      ? 'this is not the id of an opportunity.'
      : [kind, detail].filter(Boolean).join(': ');
  }
  return error instanceof Error ? error.message : 'unknown error.';
}

function printTable(rows: readonly Row[], print: Options['print']): void {
  print(toTable([...rows, ...unreached]));
}

function printDifferences(different: readonly string[], { first }: Trial, print: Options['print']): void {
  print('\nTHE DEAL WAS NOT RESTORED. Check these fields; their original values were:');
  for (const field of different) print(`  ${field}: ${JSON.stringify(first[field] ?? null)}`);
}

function printPlan(print: Options['print']): void {
  print(`Nothing was sent: CLOSE_API_KEY is not set. With a key and the id of an opportunity,

  CLOSE_API_KEY=… npm run verify:live -- oppo_…

reads that deal, changes it for each of the experiments below, restores it after each, and compares it with the original.
Create an active deal for this: it is briefly won, lost and moved to another pipeline, which triggers the automations and
webhooks of your organization.
`);
  for (const { about, assumed } of probes.flatMap(({ facts }) => facts)) print(`  ${about}: ${assumed}`);
  print('\nCannot be checked with one key and one deal:');
  for (const { about, reason } of outOfReach) print(`  ${about}: ${reason}`);
}
