import { chooseReference, type Reference } from '../../lib/detection/references.ts';
import { findStatus, type Opportunity, type Pipeline } from '../../lib/opportunity/opportunity.ts';
import { chooseOpportunity } from '../../lib/opportunity/order.ts';
import { applyAction } from '../../lib/quick-actions/apply-action.ts';
import { findAction } from '../../lib/quick-actions/built-in.ts';
import { misfitText } from '../../lib/quick-actions/misfit-text.ts';
import type { QuickAction } from '../../lib/quick-actions/quick-action.ts';
import { type Result, success } from '../../lib/result.ts';
import { type Catalog, menuPipelines } from '../../lib/storage/items.ts';
import { readPreferences, readQuickActions } from '../../lib/storage/presets.ts';
import { text } from '../../lib/text.ts';
import { attempt } from './attempt.ts';
import { type Access, latestOf } from './authorization.ts';
import { readCatalog } from './catalog.ts';
import { readLead } from './deals.ts';
import { readAtHome } from './home.ts';
import { type OpenTab, openEditorOn } from './open-editor.ts';
import { save } from './outbox.ts';
import { readWholePage } from './pages.ts';
import { readDeal } from './rate-pause.ts';
import { noteStanding } from './standings.ts';
import { tell } from './tell.ts';
import { referenceTo, runAndTell, tellProblem, tellSave, tellUnchanged } from './tell-save.ts';

/** What a tab's page is about at this moment. Nothing asks again before it acts, so no place is left out. */
export async function readMeant(tabId: number): Promise<Reference | undefined> {
  return chooseReference((await readWholePage(tabId)).references);
}

/** Carries out the action that a keyboard command is bound to on the deal of this tab. */
export function actBySlot(command: string, tab: OpenTab): Promise<void> {
  return runAndTell(tab, async () => {
    const slot = Number(/^quick-action-(\d)$/.exec(command)?.[1]);
    const { own, slots } = await readQuickActions();
    const action = findAction(slots[slot - 1] ?? '', own);
    if (action) await act(tab, action, await readMeant(tab.id));
    else if (slot) await tell(tab.id, text('slotEmpty', slot), 'problem');
  });
}

/** Carries out a quick action on the deal that is meant, or opens the editor where there is something to decide. */
export async function act(tab: OpenTab, action: QuickAction, reference?: Reference): Promise<void> {
  const { asksBeforeSaving } = await readPreferences();
  // Who wants to be asked before anything is saved presses Save there.
  if (!reference || asksBeforeSaving || isClosing(action, await menuPipelines.read()))
    return openEditorOn(tab, { reference: reference ?? null, action });
  const result = await attempt(() => actOn(tab, action, reference));
  if (!result.ok) await tellProblem(tab, result.problem);
}

// Won and lost ask for a date first, and that is the editor's dialog.
function isClosing({ changes: { status_id: wished } }: QuickAction, pipelines: readonly Pipeline[]): boolean {
  const status = wished?.how === 'set' && findStatus(pipelines, wished.value)?.status;
  return status ? status.type !== 'active' : false;
}

async function actOn(tab: OpenTab, action: QuickAction, reference: Reference): Promise<Result<unknown>> {
  const { deal, catalog, connection } = await readAtHome(reference.id, async (access) => {
    const known = await readCatalog(access);
    const found = await findDeal(access, known, reference);
    return { deal: found, catalog: known, connection: await latestOf(access.connection) };
  });
  // The menu knows the statuses of the default organisation, and this may be the deal of another one.
  if (!deal || isClosing(action, catalog.pipelines))
    return success(await openEditorOn(tab, { reference, action }));
  const { id: opportunityId, organizationId, leadName } = deal;
  const leadId = reference.kind === 'lead' ? reference.id : undefined;
  await noteStanding(deal, leadId !== undefined);
  const applied = applyAction(action, deal, catalog, connection, new Date());
  if (!applied.ok) {
    const offer = { name: 'menuEdit', asked: { reference: referenceTo(opportunityId) } } as const;
    return success(await tell(tab.id, misfitText(applied.problem, catalog), 'problem', offer));
  }
  const { base, patch } = applied;
  if (Object.keys(patch).length === 0) return success(await tellUnchanged(tab, deal));
  const request = { id: crypto.randomUUID(), opportunityId, organizationId, leadName, base, patch };
  const result = await save({ ...request, leadId });
  if (result.ok) await tellSave(tab, result.value, { opportunityId, organizationId, leadName });
  return result;
}

async function findDeal(
  access: Access,
  { pipelines }: Catalog,
  { kind, id }: Reference,
): Promise<Opportunity | undefined> {
  if (kind === 'opportunity') return readDeal(access, id);
  return chooseOpportunity(await readLead(access, id), pipelines);
}
