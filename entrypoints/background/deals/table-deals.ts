import type { Input, TableOrganization } from '../../../lib/messaging/contract.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { readPreferences, readQuickActions } from '../../../lib/settings/presets.ts';
import { latestOf, readAccess } from '../close/access.ts';
import { readCatalog } from '../close/catalog.ts';
import { readInOrganizationOf } from '../close/organization-lookup.ts';
import { keepVaultOpen } from '../close/vault.ts';
import { withAdvice } from './advice.ts';
import { rememberDeals } from './known-deals.ts';
import { readAskedDeal, readLead } from './read-deals.ts';

/** Reads a deal for the table of deals, without making it the lead's last used deal or refreshing its chip. */
export async function readTableDeal({ opportunityId }: Input<'table.deal'>): Promise<Result<Opportunity>> {
  await keepVaultOpen();
  const deal = await readInOrganizationOf(opportunityId, (access) => readAskedDeal(access, opportunityId));
  void rememberDeals([deal]);
  const [advised = deal] = await withAdvice([deal]);
  return success(advised);
}

/** Lists the ids of a lead's deals, active ones first. */
export async function readTableLead({ leadId }: Input<'table.lead'>): Promise<Result<string[]>> {
  await keepVaultOpen();
  const { opportunities } = await readInOrganizationOf(leadId, (access) => readLead(access, leadId));
  return success(opportunities.map(({ id }) => id));
}

/** Returns what the rows of an organization share, so that each row costs one request and carries no catalog. */
export async function readTableOrganization({
  organizationId,
}: Input<'table.organization'>): Promise<Result<TableOrganization>> {
  const access = await readAccess(organizationId);
  const [catalog, { own: quickActions }, preferences] = await Promise.all([
    readCatalog(access),
    readQuickActions(),
    readPreferences(),
  ]);
  const connection = await latestOf(access.connection);
  return success({ catalog, connection, quickActions, preferences });
}
