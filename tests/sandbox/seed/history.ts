import type { DealHistory } from '../types.ts';
import { ids } from './ids.ts';

/** The history of the sample deal: Sam Lee moved it from Discovery to Demo done. */
export function seedHistory(): DealHistory {
  return {
    statusChanges: [
      {
        _type: 'OpportunityStatusChange',
        id: 'acti_sample',
        opportunity_id: ids.deals.sample,
        lead_id: ids.leads.sample,
        organization_id: ids.organizations.alder,
        ...{ old_status_id: ids.statuses.discovery, old_status_label: 'Discovery' },
        ...{ new_status_id: ids.statuses.demoDone, new_status_label: 'Demo done' },
        date_created: '2026-09-18T14:03:07.159000+00:00',
        activity_at: '2026-09-18T14:03:07.159000+00:00',
        ...{ user_id: ids.users.sam, user_name: 'Sam Lee' },
        users: [],
      },
    ],
    events: [],
    hasOddEntries: false,
  };
}
