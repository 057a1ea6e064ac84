import type { Opportunity, Pipeline, Status, User, World } from '../types.ts';
import { annualizedValue, expectedValue, formatValue } from './money.ts';
import { selectFields } from './select-fields.ts';

/** Returns the full deal as the API answers it: stored and computed keys, and one `custom.…` key per set field. */
export function answerOpportunity(world: World, opportunity: Opportunity): Record<string, unknown> {
  const { value, valuePeriod, confidence } = opportunity;
  const pipeline = [...world.pipelines.values()].find((one) =>
    one.statuses.some((status) => status.id === opportunity.statusId),
  );
  const status = pipeline?.statuses.find((one) => one.id === opportunity.statusId);
  const lead = world.leads.get(opportunity.leadId);
  const contact = lead?.contacts.find((one) => one.id === opportunity.contactId);
  const annualized = annualizedValue(value, valuePeriod);
  const answer: Record<string, unknown> = {
    id: opportunity.id,
    lead_id: opportunity.leadId,
    lead_name: lead?.name ?? null,
    organization_id: opportunity.organizationId,
    contact_id: opportunity.contactId,
    contact_name: contact?.name ?? null,
    user_id: opportunity.userId,
    user_name: nameOf(world, opportunity.userId),
    created_by: opportunity.createdBy,
    created_by_name: nameOf(world, opportunity.createdBy),
    updated_by: opportunity.updatedBy,
    updated_by_name: nameOf(world, opportunity.updatedBy),
    date_created: opportunity.dateCreated,
    date_updated: opportunity.dateUpdated,
    date_won: opportunity.dateWon,
    date_lost: opportunity.dateLost,
    status_id: opportunity.statusId,
    status_label: status?.label ?? null,
    status_display_name: status && pipeline ? displayName(world, pipeline, status) : null,
    status_type: status?.type ?? null,
    pipeline_id: pipeline?.id ?? null,
    pipeline_name: pipeline?.name ?? null,
    confidence,
    value,
    value_period: valuePeriod,
    value_currency: opportunity.valueCurrency,
    value_formatted: formatValue(world, opportunity),
    expected_value: expectedValue(value, confidence),
    annualized_value: annualized,
    annualized_expected_value: expectedValue(annualized, confidence),
    note: opportunity.note,
    note_html: opportunity.noteHtml,
    attachments: opportunity.attachments.map((one) => ({ ...one, size: 48_213, thumbnail_url: null })),
    integration_links: [],
    ...(world.isAdviceOptional ? withoutAdvice(opportunity.extra) : opportunity.extra),
  };
  for (const [fieldId, stored] of Object.entries(opportunity.custom)) answer[`custom.${fieldId}`] = stored;
  for (const key of opportunity.lacks) delete answer[key];
  return answer;
}

/** Returns a deal's answer with the keys of `_fields`. */
export function selectedOpportunity(
  world: World,
  opportunity: Opportunity,
  query: URLSearchParams,
): Record<string, unknown> {
  const answer = answerOpportunity(world, opportunity);
  if (!world.isAdviceOptional || !query.has('_fields')) return selectFields(answer, query);
  const advice = { is_stalled: false, suggested_action: null, ...opportunity.extra };
  return selectFields({ ...answer, ...advice }, query);
}

function withoutAdvice({
  is_stalled: _stalled,
  suggested_action: _suggested,
  ...others
}: Record<string, unknown>): Record<string, unknown> {
  return others;
}

/** The label, after the name of its pipeline if the organization has several. */
function displayName(world: World, { name, organizationId }: Pipeline, { label }: Status): string {
  const isOnly = (world.organizations.get(organizationId)?.pipelineIds.length ?? 0) < 2;
  return isOnly ? label : `${name}: ${label}`;
}

/** Returns first and last name; null without an id and for an unknown id. */
function nameOf(world: World, userId: string | null): string | null {
  const user = userId === null ? undefined : world.users.get(userId);
  return user ? fullName(user) : null;
}

/** First and last name. */
export function fullName(user: User): string {
  return `${user.firstName} ${user.lastName}`;
}
