import type { DealView } from '../../../lib/model/deal-view.ts';
import { readPreferences, readQuickActions } from '../../../lib/settings/presets.ts';
import { pins } from '../../../lib/storage/items.ts';
import { organizationNames } from '../close/organization-lookup.ts';
import { listOperationsOf } from '../outbox/store.ts';
import { findAdvice } from './advice.ts';
import { readDraft } from './draft-store.ts';
import { readExperience } from './experience.ts';
import type { ResolvedDeal } from './resolve-deal.ts';

/** Adds the data stored on this device to a deal from Close. */
export async function toView(resolved: ResolvedDeal): Promise<DealView> {
  const { deal: opportunity, catalog, connection } = resolved;
  const [stored, pinned, preferences, { own }, [pending = null], names, advice, experience] =
    await Promise.all([
      readDraft(opportunity.id),
      pins.read(),
      readPreferences(),
      readQuickActions(),
      listOperationsOf(opportunity.id),
      organizationNames(),
      findAdvice(opportunity),
      readExperience(),
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
    ...(advice && { advice }),
    ...experience,
    ...names,
  };
}
