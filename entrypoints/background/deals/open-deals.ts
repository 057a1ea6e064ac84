import type { Input, OpenDeals } from '../../../lib/messaging/contract.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import type { TableSettings } from '../../../lib/model/table-settings.ts';
import { localDay } from '../../../lib/opportunity/dates.ts';
import { snoozedDeals, tableSettings } from '../../../lib/storage/items.ts';
import { readAccess } from '../close/access.ts';
import { readCatalog } from '../close/catalog.ts';
import { rememberOrganizations } from '../close/organization-lookup.ts';
import { keepVaultOpen } from '../close/vault.ts';
import { listOperations } from '../outbox/store.ts';
import { showAttentionCount } from './attention-count.ts';
import { rememberDeals } from './known-deals.ts';

const maxSnoozed = 500;

/** Reads a page of a user's open deals, with one request, or two if Close leaves custom fields out of it. */
export async function readOpenDeals({
  organizationId,
  userId,
  skip,
}: Input<'table.open'>): Promise<Result<OpenDeals>> {
  await keepVaultOpen();
  const access = await readAccess(organizationId);
  const { customFields, pipelines } = await readCatalog(access);
  const page = await access.close.readOpenOpportunities(userId, skip, customFields.length > 0);
  const closed = new Set(
    pipelines.flatMap(({ statuses }) => statuses.flatMap(({ id, type }) => (type === 'active' ? [] : [id]))),
  );
  // Filtered here too, in case Close ignores the filter.
  const opportunities = page.opportunities.filter(
    (each) => each.organizationId === organizationId && !closed.has(String(each.values.status_id)),
  );
  await rememberOrganizations(opportunities);
  void rememberDeals(opportunities);
  const listed = new Set(opportunities.map(({ id }) => id));
  const [operations, snoozed] = await Promise.all([listOperations(), snoozedDeals.read()]);
  const pending = operations.filter(({ opportunityId }) => listed.has(opportunityId));
  return success({ opportunities, unreadable: page.unreadable, next: page.next, pending, snoozed });
}

/** Hides a deal from the table's attention until a day, or ends that. */
export async function snoozeDeal({ opportunityId, until }: Input<'deal.snooze'>): Promise<Result<null>> {
  const today = localDay(new Date());
  await snoozedDeals.update((snoozed) => {
    const others = Object.entries(snoozed).filter(([id, day]) => id !== opportunityId && day > today);
    return Object.fromEntries(
      [...others, ...(until ? [[opportunityId, until] as const] : [])].slice(-maxSnoozed),
    );
  });
  return success(null);
}

/** Returns how the user has set up the table. */
export async function readTableSettings(): Promise<Result<TableSettings>> {
  return success(await tableSettings.read());
}

/** Stores how the user has set up the table. */
export async function writeTableSettings({ settings }: Input<'table.set-up'>): Promise<Result<null>> {
  await tableSettings.update(() => settings);
  await showAttentionCount();
  return success(null);
}
