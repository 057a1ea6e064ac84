import type { Person } from '../model/person.ts';
import { checkedId } from './client.ts';
import { requestClose } from './request.ts';
import { formerMembersSchema, leadContactsSchema, usersSchema } from './schemas.ts';

const pageSize = 100;
/** A server that always says "more" must not be asked for ever. */
const maxPages = 50;

/** `GET /user/`, page by page: everyone who may own a deal, by name. */
export async function readUsers(authorization: string): Promise<Person[]> {
  const users: Person[] = [];
  for (let page = 0; page < maxPages; page += 1) {
    const query = {
      _limit: String(pageSize),
      _skip: String(page * pageSize),
      _fields: 'id,first_name,last_name,email',
    };
    const { data, has_more } = await requestClose({
      authorization,
      path: '/user/',
      query,
      schema: usersSchema,
    });
    for (const { id, first_name, last_name, email } of data.items) {
      users.push({ id, name: [first_name, last_name].filter(Boolean).join(' ') || email || id });
    }
    if (!has_more || data.items.length + data.unreadable === 0) break;
  }
  return users.sort((one, other) => one.name.localeCompare(other.name));
}

/** Users who have left an organization: Close refuses them as owners. */
export async function readFormerUsers(authorization: string, organizationId: string): Promise<Person[]> {
  const path = `/organization/${checkedId('orga', organizationId)}/` as const;
  const query = { _fields: 'id,inactive_memberships' };
  const answer = await requestClose({ authorization, path, query, schema: formerMembersSchema });
  return (answer.inactive_memberships ?? []).map(({ user_id: id, user_full_name: name }) => ({
    id,
    name: name || id,
  }));
}

/** The contacts of a lead in the order that Close shows them. */
export async function readContacts(authorization: string, leadId: string): Promise<Person[]> {
  const path = `/lead/${checkedId('lead', leadId)}/` as const;
  const query = { _fields: 'id,display_name,contacts' };
  const { contacts } = await requestClose({ authorization, path, query, schema: leadContactsSchema });
  return (contacts?.items ?? []).map(({ id, display_name, name }) => ({
    id,
    name: display_name || name || id,
  }));
}
