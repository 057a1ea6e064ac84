import type { World } from '../types.ts';
import { type Caller, findOpportunity } from './access.ts';
import { type Answer, type ApiRequest, ok, refuse } from './answer.ts';
import { pageOf } from './paging.ts';

const HOUR_MS = 3_600_000;
const EVENTS_PER_PAGE = 50;

/** GET /activity/status_change/opportunity/: the changes of one deal's status, in no promised order. */
export function listStatusChanges(world: World, caller: Caller, { query }: ApiRequest): Answer {
  const id = query.get('opportunity_id') ?? '';
  const changes = findOpportunity(world, caller, id)
    ? world.history.statusChanges.filter((change) => change.opportunity_id === id)
    : [];
  const page = pageOf(changes, query);
  if ('refusal' in page) return page.refusal;
  const odd = world.history.hasOddEntries ? oddStatusChanges(id) : [];
  return ok({ ...page, data: [...odd, ...page.data] });
}

/** GET /event/ for one object: the last 30 days, latest first. Tells old values to non-admins for an hour only. */
export function listEvents(world: World, caller: Caller, { query }: ApiRequest): Answer {
  const id = query.get('object_id') ?? '';
  if (!query.get('object_type') && !query.get('action'))
    return refuse(400, 'This combination of filters is not allowed.');
  const age = (event: Record<string, unknown>) => world.now() - Date.parse(`${event.date_created}Z`);
  const events = findOpportunity(world, caller, id)
    ? world.history.events.filter((event) => event.object_id === id && age(event) < 30 * 24 * HOUR_MS)
    : [];
  const isAdmin = caller.membership.roleId === 'admin';
  const visible = events.toReversed().map((event) => {
    if (isAdmin || age(event) < HOUR_MS) return event;
    const { data: _data, previous_data: _previous, ...rest } = event;
    return rest;
  });
  const odd = world.history.hasOddEntries ? oddEvents(id) : [];
  return ok({
    data: [...odd, ...visible.slice(0, EVENTS_PER_PAGE)],
    cursor_next: visible.length > EVENTS_PER_PAGE ? 'next' : null,
    cursor_previous: null,
  });
}

function oddStatusChanges(id: string): unknown[] {
  return [
    null,
    'text',
    { id: 'acti_odd1', opportunity_id: id },
    {
      id: 'acti_odd2',
      opportunity_id: id,
      old_status_id: 'stat_of_another_organization',
      new_status_id: 'stat_gone',
      new_status_label: '<img src=x onerror=alert(1)>',
      user_name: ['Sam'],
      activity_at: '2026-06-01T08:00:00.000000+00:00',
    },
    { id: 'acti_odd3', opportunity_id: id, old_status_id: 'a', new_status_id: 'b', activity_at: 'yesterday' },
    {
      id: 'acti_odd4',
      opportunity_id: 'oppo_other',
      old_status_id: 'a',
      new_status_id: 'b',
      activity_at: '2026-06-01T08:00:00+00:00',
    },
  ];
}

function oddEvents(id: string): unknown[] {
  return [
    null,
    { id: 'ev_odd1', object_id: id, action: 'updated' },
    {
      id: 'ev_odd2',
      object_id: id,
      action: 'updated',
      changed_fields: ['confidence', 'custom.cf_unknown', 'is_stalled'],
      previous_data: { confidence: { percent: 5 } },
      data: 'none',
      date_created: '2026-11-20T08:00:00.000000',
    },
    {
      id: 'ev_odd3',
      object_id: id,
      action: 'archived',
      changed_fields: ['note'],
      date_created: '2026-11-20',
    },
  ];
}
