import type { Values } from '../../../lib/model/field-value.ts';
import type { Operation } from '../../../lib/model/operation.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';

/** Creates a fictional deal with these values. */
export function sampleOpportunity(values: Values, more: Partial<Opportunity> = {}): Opportunity {
  return {
    id: `oppo_${'a'.repeat(43)}`,
    leadId: `lead_${'a'.repeat(43)}`,
    leadName: 'Marlow Robotics',
    organizationId: 'orga_a',
    ownerName: 'Ana Ruiz',
    contactName: '',
    currency: 'USD',
    valueFormatted: '',
    noteHtml: '',
    updatedAt: '2026-11-24T10:00:00+00:00',
    updatedById: 'user_b',
    updatedByName: 'Sam Lee',
    values,
    ...more,
  };
}

/** Creates a waiting operation on the sample deal. */
export function sampleOperation(base: Values, patch: Values, more: Partial<Operation> = {}): Operation {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    opportunityId: `oppo_${'a'.repeat(43)}`,
    organizationId: 'orga_a',
    leadName: 'Marlow Robotics',
    base,
    patch,
    state: 'waiting',
    attempts: 0,
    notBefore: 0,
    createdAt: 0,
    expiresAt: 1e15,
    ...more,
  };
}
