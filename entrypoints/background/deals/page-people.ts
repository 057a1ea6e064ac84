import { choosePeople } from '../../../lib/find/choose-people.ts';
import { leadsToOneDeal } from '../../../lib/find/leads-to-one-deal.ts';
import type { Input, LeadView, PageReading, PeopleOffer } from '../../../lib/messaging/contract.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { connections } from '../../../lib/storage/items.ts';
import { latestOf, readAccess } from '../close/access.ts';
import { keepVaultOpen } from '../close/vault.ts';
import { toView } from './deal-view.ts';
import { findInAll } from './find-deals.ts';

/** Returns the people of a page without an id who may be looked up; sends no request. */
export async function offerPeople({ people, address }: PageReading): Promise<PeopleOffer> {
  const [{ looksUpPeople }, list] = await Promise.all([readPreferences(), connections.read()]);
  const own = list.flatMap(({ email }) => (email ? [email] : []));
  const chosen = looksUpPeople === 'never' ? null : choosePeople(people, address, own);
  return { people: chosen, looksUpAtOnce: looksUpPeople === 'always' };
}

/** Finds the deals of people in a page; `view` is the one that all of them lead to. */
export async function findDealsOfPeople(people: Input<'people.find'>): Promise<Result<LeadView>> {
  await keepVaultOpen();
  const { foundBy: foundByPerson = {}, ...found } = await findInAll((close, options) =>
    close.findOpportunitiesOfPeople(people, options),
  );
  const list = { ...found, foundByPerson };
  const deal = leadsToOneDeal(list, people);
  if (!deal) return success({ list, view: null });
  const { connection } = await readAccess(deal.organizationId);
  const { catalog } = list;
  return success({ list, view: await toView({ deal, catalog, connection: await latestOf(connection) }) });
}
