import type { FieldValue, Patch, Values } from '../../../lib/model/field-value.ts';
import { valueIn } from '../../../lib/opportunity/values.ts';
import { answerOpportunity } from '../../sandbox/api/opportunity-answer.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { RecordedRequest } from '../../sandbox/traffic-types.ts';

/** A PUT that Close applied, with the deal's values around it. */
export type Write = {
  /** The logical time of the PUT: the number of changes so far. */
  time: number;
  deal: string;
  body: Patch;
  before: Values;
  /** The values after the PUT. */
  after: Values;
  /** The values at the last read before the PUT. */
  read: Values;
};

/** Records every change of the deals in Close. */
export type Ledger = {
  writes: Write[];
  /** Returns the logical time: the number of changes so far. */
  time(): number;
  /** Returns the values of a field at this time and later. */
  valuesSince(deal: string, field: string, time: number): FieldValue[];
  stored(deal: string): Values;
  /** Changes a deal as a colleague. */
  changeBehind(deal: string, patch: Patch, by: string): void;
  stop(): void;
};

type Moment = { time: number; values: Values };

export function keepLedger(sandbox: Sandbox, deals: readonly string[]): Ledger {
  let time = 0;
  const writes: Write[] = [];
  const moments = new Map<string, Moment[]>(deals.map((deal) => [deal, [{ time, values: stored(deal) }]]));
  const read = new Map<string, Values>();

  function stored(deal: string): Values {
    const opportunity = sandbox.world.opportunities.get(deal);
    if (!opportunity) throw new Error(`The sandbox has no deal ${deal}`);
    return answerOpportunity(sandbox.world, opportunity) as Values;
  }

  function record(deal: string): void {
    time += 1;
    moments.get(deal)?.push({ time, values: stored(deal) });
  }

  const dealIn = ({ path }: RecordedRequest) => deals.find((deal) => path.includes(deal));

  const stopApplied = sandbox.onApplied((request) => {
    const deal = dealIn(request);
    if (!deal) return;
    const before = moments.get(deal)?.at(-1)?.values ?? {};
    record(deal);
    const after = stored(deal);
    writes.push({ time, deal, body: request.body as Patch, read: read.get(deal) ?? {}, before, after });
  });
  const stopEnds = sandbox.onRequest((request) => {
    const deal = dealIn(request);
    if (deal && request.method === 'GET' && request.status === 200) read.set(deal, stored(deal));
  });

  return {
    writes,
    time: () => time,
    valuesSince: (deal, field, since) => {
      const history = moments.get(deal) ?? [];
      const first = history.findLastIndex((moment) => moment.time <= since);
      return history.slice(Math.max(first, 0)).map(({ values }) => valueIn(values, field));
    },
    stored,
    changeBehind(deal, patch, by) {
      sandbox.changeBehind(deal, patch, by);
      record(deal);
    },
    stop() {
      stopApplied();
      stopEnds();
    },
  };
}
