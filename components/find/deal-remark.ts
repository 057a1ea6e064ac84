import type { Catalog } from '../../lib/model/catalog.ts';
import type { Opportunity } from '../../lib/model/opportunity.ts';
import { valueIn } from '../../lib/opportunity/values.ts';

const nextStep = /^(?:next steps?|nächste[rn]? schritte?)$/i;

/** Returns what tells a deal from others of its lead: its next step, else the first line of its note, else "". */
export function remarkOf({ values }: Opportunity, { customFields }: Pick<Catalog, 'customFields'>): string {
  const field = customFields.find(({ name }) => nextStep.test(name.trim()));
  const texts = [field && valueIn(values, `custom.${field.id}`), valueIn(values, 'note')];
  const lines = texts.flatMap((text) => (typeof text === 'string' ? text.split('\n') : []));
  return lines.map((line) => line.trim()).find((line) => line !== '') ?? '';
}
