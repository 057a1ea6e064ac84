import type { DealView } from '../../../lib/model/deal-view.ts';
import { readPreferences, readQuickActions } from '../../../lib/settings/presets.ts';
import { pins } from '../../../lib/storage/items.ts';
import { organizationNames } from '../close/organization-lookup.ts';
import { listOperationsOf } from '../outbox/store.ts';
import { readDraft } from './draft-store.ts';
import type { ResolvedDeal } from './resolve-deal.ts';

/** Adds the data stored on this device to a deal from Close. */
export async function toView({ deal: opportunity, catalog, connection }: ResolvedDeal): Promise<DealView> {
  const [stored, pinned, preferences, { own }, [pending = null], names] = await Promise.all([
    readDraft(opportunity.id),
    pins.read(),
    readPreferences(),
    readQuickActions(),
    listOperationsOf(opportunity.id),
    organizationNames(),
  ]);
  const { value: draft, isDamaged: isDraftDamaged } = stored;
  return {
    opportunity,
    catalog,
    connection,
    draft,
    isDraftDamaged,
    pins: pinned,
    preferences,
    quickActions: own,
    pending,
    ...names,
  };
}
