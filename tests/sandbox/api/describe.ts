import type { CustomField, Lead, Membership, Organization, Pipeline, User, World } from '../types.ts';
import { permissionsOf } from './access.ts';
import { fullName } from './opportunity-answer.ts';

/** Dates of pipelines come without an offset and mean UTC. */
const PIPELINE_DATE = '2025-02-03T10:11:12.131415';
const OLD_DATE = '2025-02-03T10:11:12.131000+00:00';

/** The pipelines of an organization in the order of the screen. */
export function describePipelines(world: World, organization: Organization): Record<string, unknown>[] {
  return organization.pipelineIds
    .map((id) => world.pipelines.get(id))
    .filter((pipeline): pipeline is Pipeline => pipeline !== undefined)
    .map((pipeline) => ({
      id: pipeline.id,
      name: pipeline.name,
      organization_id: pipeline.organizationId,
      date_created: PIPELINE_DATE,
      date_updated: PIPELINE_DATE,
      created_by: null,
      updated_by: null,
      statuses: pipeline.statuses.map(({ id, label, type }) => ({ id, label, type })),
    }));
}

/** A membership, with the person's names beside it and the rights of the role. */
export function describeMembership(world: World, membership: Membership): Record<string, unknown> {
  const user = world.users.get(membership.userId);
  return {
    id: membership.id,
    user_id: membership.userId,
    user_full_name: user ? fullName(user) : null,
    user_first_name: user?.firstName ?? null,
    user_last_name: user?.lastName ?? null,
    user_email: user?.email ?? null,
    organization_id: membership.organizationId,
    role: membership.roleId,
    role_id: membership.roleId,
    permissions_granted: permissionsOf(membership.roleId),
  };
}

/** A person as `/user/` and `/me/` show one. */
export function describeUser(world: World, user: User): Record<string, unknown> {
  return {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email,
    image: `https://app.close.com/go/image/${user.id}.png`,
    organizations: world.memberships.filter((one) => one.userId === user.id).map((one) => one.organizationId),
    date_created: OLD_DATE,
    date_updated: OLD_DATE,
    email_verified_at: OLD_DATE,
    last_used_timezone: 'Europe/Berlin',
  };
}

/** A definition of a custom field, without the keys that old definitions lack. */
export function describeCustomField(field: CustomField): Record<string, unknown> {
  const description: Record<string, unknown> = {
    id: field.id,
    name: field.name,
    description: field.description,
    type: field.type,
    choices: field.choices,
    accepts_multiple_values: field.acceptsMultipleValues,
    editable_with_roles: field.editableWithRoles,
    is_shared: field.isShared,
    referenced_custom_type_id: null,
    back_reference_is_visible: false,
    date_created: OLD_DATE,
    date_updated: OLD_DATE,
    created_by: null,
    updated_by: null,
    organization_id: field.organizationId,
  };
  if (field.isShared) {
    // Rights of a shared field exist only per kind of object.
    delete description.editable_with_roles;
    description.associations = [
      { object_type: 'opportunity', editable_with_roles: field.editableWithRoles, required: false },
    ];
  }
  for (const key of field.lacks) delete description[key];
  return description;
}

/** A lead with its contacts and without its deals, which are asked for on their own. */
export function describeLead(lead: Lead): Record<string, unknown> {
  return {
    id: lead.id,
    organization_id: lead.organizationId,
    name: lead.name,
    display_name: lead.name,
    description: lead.description,
    url: lead.url === '' ? null : lead.url,
    html_url: `https://app.close.com/lead/${lead.id}/`,
    contacts: lead.contacts.map((contact) => ({
      id: contact.id,
      lead_id: lead.id,
      organization_id: lead.organizationId,
      name: contact.name,
      display_name: contact.name,
      title: contact.title,
      emails: [{ email: contact.email, type: 'office' }],
      phones: contact.phone === '' ? [] : [{ phone: contact.phone, type: 'office' }],
      urls: [],
      date_created: OLD_DATE,
      date_updated: OLD_DATE,
    })),
    date_created: OLD_DATE,
    date_updated: OLD_DATE,
  };
}
