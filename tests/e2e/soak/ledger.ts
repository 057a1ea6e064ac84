import type { FieldValue, Patch, Values } from '../../../lib/opportunity/opportunity.ts';
import { isSameValue, valueIn } from '../../../lib/opportunity/values.ts';
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
  /** Fields that a colleague wrote after the deal had been read for this PUT. */
  raced: ReadonlySet<string>;
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
  const readAt = new Map<string, number>();
  const theirs: { place: number; deal: string; fields: string[] }[] = [];

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
    const since = readAt.get(deal) ?? 0;
    const raced = new Set(
      theirs.filter((each) => each.deal === deal && each.place > since).flatMap(({ fields }) => fields),
    );
    note(deal);
    writes.push({ place, deal, body: request.body as Patch, before, raced });
  });
  const stopEnds = sandbox.onRequest((request) => {
    const deal = dealIn(request);
    if (deal && request.method === 'GET' && request.status === 200) readAt.set(deal, place);
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
      const before = stored(deal);
      sandbox.changeBehind(deal, patch, by);
      note(deal);
      const now = stored(deal);
      const fields = Object.keys(now).filter(
        (field) => !isSameValue(field, valueIn(before, field), valueIn(now, field)),
      );
      theirs.push({ place, deal, fields });
    },
    stop() {
      stopApplied();
      stopEnds();
    },
  };
}
