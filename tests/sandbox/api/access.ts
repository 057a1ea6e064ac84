import type { Access, Lead, Membership, Opportunity, Organization, User, World } from '../types.ts';

/** Who is asking, for which organization, with which role. */
export type Caller = { user: User; organization: Organization; membership: Membership };

const EVERYDAY_PERMISSIONS = [
  'export_leads',
  'bulk_edit',
  'manage_organization',
  'manage_customizations',
  'manage_others_opportunities',
  'delete_opportunity',
];

/** What a role may do; the built-in `restricteduser` lacks exactly the right to edit other people's deals and more. */
export function permissionsOf(roleId: string): string[] {
  if (roleId === 'restricteduser') return [];
  if (roleId === 'admin') return EVERYDAY_PERMISSIONS;
  return EVERYDAY_PERMISSIONS.filter((permission) => !permission.startsWith('manage_organization'));
}

/** The caller behind `Authorization`: Basic with a key as the name and no password, or a Bearer token. */
export function findCaller(world: World, authorization: string | undefined): Caller | undefined {
  const access = findAccess(world, authorization);
  if (!access) return undefined;
  const user = world.users.get(access.userId);
  const organization = world.organizations.get(access.organizationId);
  const membership = world.memberships.find(
    (one) => one.userId === access.userId && one.organizationId === access.organizationId && one.isActive,
  );
  return user && organization && membership ? { user, organization, membership } : undefined;
}

function findAccess(world: World, authorization: string | undefined): Access | undefined {
  const [scheme, value, ...rest] = authorization?.split(' ') ?? [];
  if (!value || rest.length > 0) return undefined;
  if (scheme === 'Bearer') {
    const token = world.tokens.get(value);
    return token && (token.endsAt ?? Number.POSITIVE_INFINITY) > world.now() ? token : undefined;
  }
  if (scheme !== 'Basic') return undefined;
  const [key, password, ...more] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return key && password === '' && more.length === 0 ? world.apiKeys.get(key) : undefined;
}

/** The lead as the caller sees it: absent in another organization, and if it is hidden from the role. */
export function findLead(world: World, caller: Caller, leadId: string): Lead | undefined {
  const lead = world.leads.get(leadId);
  if (!lead || lead.organizationId !== caller.organization.id) return undefined;
  return lead.hiddenFromRoles.includes(caller.membership.roleId) ? undefined : lead;
}

/** The deal as the caller sees it, under the same rules as its lead. */
export function findOpportunity(world: World, caller: Caller, id: string): Opportunity | undefined {
  const opportunity = world.opportunities.get(id);
  return opportunity && findLead(world, caller, opportunity.leadId) ? opportunity : undefined;
}

/** Whether the caller may edit the deal at all. */
export function mayEdit(caller: Caller, opportunity: Opportunity): boolean {
  if (opportunity.userId === caller.user.id) return true;
  return permissionsOf(caller.membership.roleId).includes('manage_others_opportunities');
}
