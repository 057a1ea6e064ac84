import { createKnownSearch } from '../../lib/find/search-known.ts';
import { wordsOf } from '../../lib/find/words.ts';
import type { KnownDeal } from '../../lib/model/known-deal.ts';
import { createRandom } from '../../tests/random.ts';
import { fastest } from './fastest-run.ts';

const typed = 'marlwo robtics internatoinal';

/** Measures how long a search in 2,000 known deals takes for each key in milliseconds, and folding their names once. */
export function measureKnownSearch(): { keyMs: number; foldMs: number } {
  const deals = knownDeals(2_000);
  const find = createKnownSearch(deals);
  const searchAfterEachKey = () => {
    for (let end = 1; end <= typed.length; end += 1) find(typed.slice(0, end), 20);
  };
  const fold = () => {
    for (const { leadName, contactName } of deals) wordsOf(`${leadName} ${contactName}`);
  };
  return { keyMs: fastest(searchAfterEachKey) / typed.length, foldMs: fastest(fold) };
}

function knownDeals(count: number): KnownDeal[] {
  const { below } = createRandom(7);
  const letter = () => String.fromCharCode(97 + below(26));
  const word = () => Array.from({ length: 4 + below(8) }, letter).join('');
  return Array.from({ length: count }, (_none, index) => ({
    ...{ id: `oppo_${index}`, leadId: `lead_${index}`, organizationId: 'orga_a' },
    ...{ leadName: `${word()} ${word()} ${word()}`, contactName: `${word()} ${word()}`, ownerName: word() },
    ...{ currency: 'USD', valueFormatted: '', value: below(10_000_000), period: 'one_time' },
    ...{ updatedAt: '', confidence: 50, closesOn: '', pipelineName: 'Sales', seenAt: index },
    status: { id: 'stat_a', label: 'Demo done', type: 'active' },
  }));
}
