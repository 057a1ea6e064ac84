import { wordsOf } from '../../lib/find/words.ts';
import type { CustomField } from '../../lib/model/custom-field.ts';
import type { LineContext } from '../../lib/one-line/line.ts';
import { parseLine } from '../../lib/one-line/parse.ts';
import { fastest } from './fastest-run.ts';

const lines = [
  'stage 7 60% 12k fri',
  'value 12,500 monthly @name12',
  '60% sam @name12 next step: call Lena',
  'foo bar baz qux',
  'won yesterday 15k note: signed by both',
  'field 3: hello field 4: there in 2 weeks',
  'next friday +10% -500 propsoal',
];

/** Measures how long one line takes in milliseconds, and how long folding all the names takes once. */
export function measureLine(): { lineMs: number; foldMs: number } {
  const context = largeContext();
  const names = [
    ...(context.people.user ?? []).map(({ name }) => name),
    ...context.catalog.customFields.map(({ name }) => name),
    ...context.catalog.pipelines.flatMap(({ statuses }) => statuses.map(({ label }) => label)),
  ];
  const read = () => {
    for (const line of lines) parseLine(line, context);
  };
  const fold = () => names.forEach(wordsOf);
  return { lineMs: fastest(read) / lines.length, foldMs: fastest(fold) };
}

function largeContext(): LineContext {
  const statuses = Array.from({ length: 60 }, (_none, index) => ({
    id: `stat_${index}`,
    label: `Stage ${index} of the review`,
    type: index === 59 ? ('won' as const) : ('active' as const),
  }));
  const customFields = Array.from(
    { length: 32 },
    (_none, index): CustomField => ({
      ...{ id: `cf_${index}`, name: `Field ${index} of sales`, type: 'text', description: '', choices: [] },
      ...{ isMultiple: false, editableWithRoles: [], isConverting: false },
    }),
  );
  const user = Array.from({ length: 500 }, (_none, index) => ({
    id: `user_${index}`,
    name: `Name${index} Surname${(index * 7) % 500}`,
  }));
  return {
    opportunity: {
      ...{ id: 'oppo_a', leadId: 'lead_a', leadName: 'Marlow Robotics', organizationId: 'orga_a' },
      ...{ ownerName: '', contactName: '', currency: 'USD', valueFormatted: '', noteHtml: '' },
      ...{ updatedAt: '', updatedById: '', updatedByName: '' },
      values: { status_id: 'stat_1', confidence: 50, value: 1_250_000, date_won: '2030-12-12' },
    },
    catalog: { pipelines: [{ id: 'pipe_a', name: 'Sales', statuses }], customFields },
    connection: { userId: 'user_1', roleId: 'role_a' },
    people: { user, contact: [] },
    now: new Date(),
    locale: 'en-US',
  };
}
