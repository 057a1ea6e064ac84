import type { FieldValue, Patch, Values } from '../../../lib/model/field-value.ts';
import { valueIn } from '../../../lib/opportunity/values.ts';
import { answerOpportunity } from '../../sandbox/api/opportunity-answer.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { RecordedRequest } from '../../sandbox/traffic-types.ts';

/** A PUT that Close carried out, with what the deal held just before. */
export type Write = {
  /** Where it stands among everything that happened. */
  place: number;
  deal: string;
  body: Patch;
  before: Values;
  /** What Close made of it. */
  after: Values;
  /** What the deal held when it was last read before that. */
  read: Values;
};

/** Everything that happened to the deals in Close, as Close itself saw it. */
export type Ledger = {
  writes: Write[];
  /** Where things stand now; later ones have greater places. */
  place(): number;
  /** What a field held from one place on. */
  heldSince(deal: string, field: string, place: number): FieldValue[];
  stored(deal: string): Values;
  /** A colleague writes. */
  changeBehind(deal: string, patch: Patch, by: string): void;
  stop(): void;
};

type Moment = { place: number; values: Values };

export function keepLedger(sandbox: Sandbox, deals: readonly string[]): Ledger {
  let place = 0;
  const writes: Write[] = [];
  const moments = new Map<string, Moment[]>(deals.map((deal) => [deal, [{ place, values: stored(deal) }]]));
  const read = new Map<string, Values>();

  function stored(deal: string): Values {
    const opportunity = sandbox.world.opportunities.get(deal);
    if (!opportunity) throw new Error(`The sandbox holds no deal ${deal}`);
    return answerOpportunity(sandbox.world, opportunity) as Values;
  }

  function note(deal: string): void {
    place += 1;
    moments.get(deal)?.push({ place, values: stored(deal) });
  }

  const dealIn = ({ path }: RecordedRequest) => deals.find((deal) => path.includes(deal));

  const stopApplied = sandbox.onApplied((request) => {
    const deal = dealIn(request);
    if (!deal) return;
    const before = moments.get(deal)?.at(-1)?.values ?? {};
    note(deal);
    const after = stored(deal);
    writes.push({ place, deal, body: request.body as Patch, read: read.get(deal) ?? {}, before, after });
  });
  const stopEnds = sandbox.onRequest((request) => {
    const deal = dealIn(request);
    if (deal && request.method === 'GET' && request.status === 200) read.set(deal, stored(deal));
  });

  return {
    writes,
    place: () => place,
    heldSince: (deal, field, since) => {
      const known = moments.get(deal) ?? [];
      const first = known.findLastIndex((moment) => moment.place <= since);
      return known.slice(Math.max(first, 0)).map(({ values }) => valueIn(values, field));
    },
    stored,
    changeBehind(deal, patch, by) {
      sandbox.changeBehind(deal, patch, by);
      note(deal);
    },
    stop() {
      stopApplied();
      stopEnds();
    },
  };
}
