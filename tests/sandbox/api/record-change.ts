import type { Opportunity, World } from '../types.ts';
import { answerOpportunity } from './opportunity-answer.ts';

type Answer = Record<string, unknown>;

/** Adds what an edit has changed to the history of a deal; `former` is the deal's answer before. */
export function recordChange(world: World, opportunity: Opportunity, former: Answer): void {
  const present = answerOpportunity(world, opportunity) as Answer;
  const { history } = world;
  const common = { lead_id: opportunity.leadId, organization_id: opportunity.organizationId };
  const user = world.users.get(opportunity.updatedBy ?? '');
  if (former.status_id !== present.status_id) {
    history.statusChanges.push({
      _type: 'OpportunityStatusChange',
      id: `acti_${history.statusChanges.length}`,
      opportunity_id: opportunity.id,
      ...common,
      ...{ old_status_id: former.status_id, old_status_label: former.status_label },
      ...{ new_status_id: present.status_id, new_status_label: present.status_label },
      ...{ date_created: opportunity.dateUpdated, activity_at: opportunity.dateUpdated },
      user_id: opportunity.updatedBy,
      user_name: user ? `${user.firstName} ${user.lastName}` : null,
      users: [],
    });
  }
  const keys = [...new Set([...Object.keys(former), ...Object.keys(present)])];
  const changed = keys.filter((key) => JSON.stringify(former[key]) !== JSON.stringify(present[key]));
  const pick = (answer: Answer) => Object.fromEntries(changed.map((key) => [key, answer[key] ?? null]));
  // Dates of events have no offset.
  const at = opportunity.dateUpdated.replace(/\+00:00$/, '');
  history.events.push({
    id: `ev_${history.events.length}`,
    ...{ action: 'updated', object_type: 'opportunity', object_id: opportunity.id },
    ...common,
    user_id: opportunity.updatedBy,
    changed_fields: changed,
    previous_data: pick(former),
    data: present,
    meta: { request_method: 'PUT', request_path: `/api/v1/opportunity/${opportunity.id}/` },
    ...{ date_created: at, date_updated: at },
  });
}
