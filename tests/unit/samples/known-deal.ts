import type { KnownDeal } from '../../../lib/model/known-deal.ts';

/** Creates a fictional known deal. */
export function knownDeal(more: Partial<KnownDeal> = {}): KnownDeal {
  return {
    id: `oppo_${'a'.repeat(43)}`,
    leadId: `lead_${'a'.repeat(43)}`,
    leadName: 'Marlow Robotics',
    organizationId: 'orga_a',
    contactName: '',
    ownerName: 'Ana Ruiz',
    currency: 'USD',
    valueFormatted: '',
    updatedAt: '2026-11-24T10:00:00+00:00',
    value: null,
    period: 'one_time',
    confidence: 50,
    closesOn: '',
    status: { id: 'stat_demo', label: 'Demo done', type: 'active' },
    pipelineName: 'Sales',
    seenAt: 0,
    ...more,
  };
}
