import type { SendRequest } from './request.ts';
import { meSchema } from './schemas.ts';

/** Who a key belongs to and the organizations it opens, the first being the key's own. */
export type Identity = {
  userId: string;
  userName: string;
  email: string;
  organizations: { id: string; name: string; currency: string; roleId: string; editsOthers?: boolean }[];
};

export function identityRequests(request: SendRequest) {
  return {
    /** `GET /me/`: checks a key. */
    async readIdentity(): Promise<Identity> {
      const me = await request({ path: '/me/', schema: meSchema });
      const name = [me.first_name, me.last_name].filter(Boolean).join(' ');
      return {
        userId: me.id,
        userName: name || me.email || me.id,
        email: me.email?.toLowerCase() ?? '',
        organizations: me.organizations.map(({ id, name: organizationName, currency }) => {
          const membership = me.memberships?.find((each) => each.organization_id === id);
          const rights = membership?.permissions_granted;
          return {
            id,
            name: organizationName,
            currency: currency ?? 'USD',
            roleId: membership?.role_id ?? '',
            ...(rights && { editsOthers: rights.includes('manage_others_opportunities') }),
          };
        }),
      };
    },
  };
}
