import type { Person } from '../model/person.ts';
import { checkedId } from './checked-id.ts';
import { readableName } from './names.ts';
import { readItems } from './read-items.ts';
import type { SendRequest } from './request.ts';
import {
  contactSchema,
  formerMembersSchema,
  leadContactsSchema,
  userSchema,
  usersSchema,
} from './schemas.ts';

const pageSize = 100;
/** Limits the requests to a server that always says "more". */
const maxPages = 50;

export function peopleRequests(request: SendRequest) {
  return {
    /** `GET /user/`, page by page: everyone who may own a deal, by name. */
    async readUsers(): Promise<Person[]> {
      const users: Person[] = [];
      for (let page = 0; page < maxPages; page += 1) {
        const query = {
          _limit: String(pageSize),
          _skip: String(page * pageSize),
          _fields: 'id,first_name,last_name,email',
        };
        const { data, has_more } = await request({ path: '/user/', query, schema: usersSchema });
        const { items } = readItems(userSchema, data);
        for (const { id, first_name, last_name, email } of items) {
          users.push({ id, name: readableName(`${first_name ?? ''} ${last_name ?? ''}`) || email || id });
        }
        if (!has_more || data.length === 0) break;
      }
      return users.sort((one, other) => one.name.localeCompare(other.name));
    },

    /** `GET /organization/{id}/`: users who have left an organization, whom Close refuses as owners. */
    async readFormerUsers(organizationId: string): Promise<Person[]> {
      const path = `/organization/${checkedId('orga', organizationId)}/` as const;
      const query = { _fields: 'id,inactive_memberships' };
      const answer = await request({ path, query, schema: formerMembersSchema });
      return (answer.inactive_memberships ?? []).map(({ user_id: id, user_full_name: name }) => ({
        id,
        name: readableName(name) || id,
      }));
    },

    /** `GET /lead/{id}/`: the contacts of a lead in the order that Close shows them. */
    async readContacts(leadId: string): Promise<Person[]> {
      const path = `/lead/${checkedId('lead', leadId)}/` as const;
      const query = { _fields: 'id,display_name,contacts' };
      const { contacts } = await request({ path, query, schema: leadContactsSchema });
      return readItems(contactSchema, contacts ?? []).items.map(({ id, display_name, name }) => ({
        id,
        name: readableName(display_name) || readableName(name) || id,
      }));
    },
  };
}
