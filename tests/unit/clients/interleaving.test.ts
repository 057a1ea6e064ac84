import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { FieldValue, Patch, Values } from '../../../lib/model/field-value.ts';
import type { Result } from '../../../lib/model/result.ts';
import { theirsOf } from '../../../lib/opportunity/merge.ts';
import { createRandom, type Random } from '../../random.ts';
import { answerOpportunity } from '../../sandbox/api/opportunity-answer.ts';
import { ids } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { actorHeader, type Client, installWorld, startClient } from './client.ts';
import { createScheduler } from './scheduler.ts';

/** In parts, because a machine with much to do takes minutes for all of them. */
const parts = [1, 2, 3, 4, 5];
const interleavings = 100;

/** The values of each field that a client has seen or chosen. */
type SeenValues = Map<string, Set<FieldValue>>;

/** A PUT that Close applied: the values read before it, and the values just before it arrived. */
type Write = { actor: string; body: Patch; read: Values; before: Values };

const randomValues: Record<string, (chance: Random) => FieldValue> = {
  confidence: (chance) => chance.below(101),
  value: (chance) => chance.below(1e6),
  value_period: (chance) => chance.pick(['one_time', 'monthly', 'annual']),
  note: (chance) => `Note ${chance.below(1e9)}`,
};

let sandbox: Sandbox;
let clients: Client[];
const counts = { writes: 0, conflicts: 0, racedOverwrites: 0, reportedRaces: 0 };
const random = createRandom(7);
const scheduler = createScheduler(random.below);

beforeAll(async () => {
  sandbox = await startSandbox();
  installWorld(sandbox, scheduler.gate);
  clients = [await startClient('one'), await startClient('other')];
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await sandbox.stop();
});

function stored(): Values {
  const deal = sandbox.world.opportunities.get(ids.sampleDeal);
  if (!deal) throw new Error('The sandbox has no sample deal');
  return answerOpportunity(sandbox.world, deal) as Values;
}

function watchWrites(): { writes: Write[]; stop(): void } {
  const writes: Write[] = [];
  const reads = new Map<string, Values>();
  let now = stored();
  const stopReads = sandbox.onRequest(({ method, headers }) => {
    if (method === 'GET') reads.set(headers[actorHeader] ?? '', now);
  });
  const stopWrites = sandbox.onApplied(({ headers, body }) => {
    const actor = headers[actorHeader] ?? '';
    writes.push({ actor, body: body as Patch, read: reads.get(actor) ?? {}, before: now });
    now = stored();
  });
  return {
    writes,
    stop() {
      stopReads();
      stopWrites();
    },
  };
}

/** Makes two to four changes of one or two fields each and undoes some of them. Conflicts are resolved randomly. */
async function makeChanges(
  client: Client,
  start: Values,
  seenValues: SeenValues,
  answers: SaveAnswer[],
): Promise<void> {
  let shown = start;
  const take = (answer: SaveAnswer) => {
    if (answer.state === 'saved' || answer.state === 'unchanged') shown = answer.opportunity.values;
    answers.push(answer);
    return answer;
  };
  for (let remaining = 2 + random.below(3); remaining > 0; remaining -= 1) {
    const touched = random.happens(0.4) ? [pickField(), pickField()] : [pickField()];
    const patch = Object.fromEntries(touched.map((field) => [field, randomValues[field]?.(random) ?? null]));
    const base = Object.fromEntries(touched.map((field) => [field, shown[field] ?? null]));
    see(seenValues, base, patch);
    const request = { opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder, base, patch };
    const saving = client.save({ id: random.uuid(), leadName: 'Marlow Robotics', ...request });
    const answer = take(await decide(client, await saving, seenValues));
    if (answer.state !== 'saved' || !random.happens(0.4)) continue;
    see(seenValues, ownPart(answer.change));
    const undoing = client.undo({ changeId: answer.change.id, id: random.uuid() });
    take(await decide(client, await undoing, seenValues));
  }
}

const pickField = () => random.pick(Object.keys(randomValues));

/** Returns the new values of the fields that the save changed; a note has two fields. */
function ownPart({ patch, after }: Change): Values {
  const own = (field: string) => field in patch || (field === 'note_html' && 'note' in patch);
  return Object.fromEntries(Object.entries(after).filter(([field]) => own(field)));
}

async function decide(
  client: Client,
  first: Result<SaveAnswer>,
  seenValues: SeenValues,
): Promise<SaveAnswer> {
  for (let result = first; ; ) {
    if (!result.ok) throw new Error(result.problem.kind);
    if (result.value.state !== 'conflict') return result.value;
    const { id, conflicts = [] } = result.value.operation;
    counts.conflicts += 1;
    for (const { field, theirs } of conflicts) see(seenValues, { [field]: theirs });
    const mine = conflicts.map(({ field }) => field).filter(() => random.happens(0.5));
    result = await client.resolve({ id, mine, seen: theirsOf(conflicts) });
  }
}

function see(seenValues: SeenValues, ...shown: Values[]): void {
  for (const [field, value] of shown.flatMap(Object.entries<FieldValue>)) {
    seenValues.set(field, (seenValues.get(field) ?? new Set()).add(value));
  }
}

describe('two clients that edit one deal with randomly interleaved requests', () => {
  it.each(parts)(
    `do not overwrite values that changed since they were seen, in ${interleavings} interleavings, part %i`,
    async () => {
      for (let round = 0; round < interleavings; round += 1) {
        const { writes, stop } = watchWrites();
        const start = stored();
        const seenBy = new Map<string, SeenValues>(clients.map(({ name }) => [name, new Map()]));
        const answersTo = new Map<string, SaveAnswer[]>(clients.map(({ name }) => [name, []]));
        const acts = clients.map((client): [string, () => Promise<void>] => {
          const { name } = client;
          const act = () =>
            makeChanges(client, start, seenBy.get(name) ?? new Map(), answersTo.get(name) ?? []);
          return [name, () => scheduler.gate(name).then(act)];
        });
        await scheduler.run(Object.fromEntries(acts));
        stop();

        counts.writes += writes.length;
        for (const { name } of clients) {
          const answers = answersTo.get(name) ?? [];
          for (const { state } of answers) expect(['saved', 'unchanged']).toContain(state);
          // Without faults each save is one PUT, in the order of the requests.
          const changes = answers.flatMap((answer) => (answer.state === 'saved' ? [answer.change] : []));
          const own = writes.filter(({ actor }) => actor === name);
          expect(own).toHaveLength(changes.length);
          for (const [index, { body, read, before }] of own.entries()) {
            const moved = (field: string) => read[field] !== before[field];
            const isWritten = (field: string) => field in body || (field === 'note' && 'note_html' in body);
            for (const [field, requested] of Object.entries(body)) {
              const was = before[field] ?? null;
              const isSeen = was === requested || seenBy.get(name)?.get(field)?.has(was) === true;
              // Only changes between our read and the arrival of our PUT can be missed.
              if (!isSeen)
                expect({ round, name, field, was, isRaced: moved(field) }).toMatchObject({ isRaced: true });
              if (!isSeen) counts.racedOverwrites += 1;
            }
            // Other fields that changed in that time are in the answer, and so in the reported change.
            for (const field of Object.keys(randomValues).filter((each) => !isWritten(each) && moved(each))) {
              expect(changes[index]?.after).toMatchObject({ [field]: before[field] });
              counts.reportedRaces += 1;
            }
          }
        }
        for (const { browser } of clients) await browser.storage.local.remove('recent-changes');
      }
    },
  );

  it('meet each situation often in these interleavings', () => {
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(20);
  });
});
