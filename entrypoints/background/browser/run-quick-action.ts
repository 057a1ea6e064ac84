import { chooseReference } from '../../../lib/detection/references.ts';
import type { Pipeline } from '../../../lib/model/pipeline.ts';
import type { QuickAction } from '../../../lib/model/quick-action.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import type { Stages } from '../../../lib/model/stages.ts';
import { closeOrigin } from '../../../lib/opportunity/lead-address.ts';
import { findStatus } from '../../../lib/opportunity/opportunity.ts';
import { requestOfChange } from '../../../lib/opportunity/stage-request.ts';
import { applyAction } from '../../../lib/quick-actions/apply-action.ts';
import { findAction } from '../../../lib/quick-actions/built-in.ts';
import { readPreferences, readQuickActions } from '../../../lib/settings/presets.ts';
import { confirmedTargets, menuPipelines } from '../../../lib/storage/items.ts';
import { mismatchText } from '../../../lib/wording/mismatch-text.ts';
import { text } from '../../../lib/wording/text.ts';
import { isLocked, keepVaultOpen } from '../close/vault.ts';
import { cacheDealStatus } from '../deals/deal-status-cache.ts';
import { resolveDeal } from '../deals/resolve-deal.ts';
import { save } from '../outbox/outbox.ts';
import { attempt } from '../problem-of.ts';
import { showCount } from './badge.ts';
import { notify, notifyPlainly } from './notify.ts';
import {
  notifyProblem,
  notifySaveOutcome,
  notifyUnchanged,
  referenceTo,
  runAndNotify,
} from './notify-save.ts';
import { type OpenTab, openEditorOn } from './open-editor.ts';
import { readPage } from './scan-tab.ts';
import { addressOf } from './tab-address.ts';

const maxConfirmed = 100;

/** Returns what the user pointed at, or else what the tab's page is about; undefined if the user has to choose. */
export async function findTarget(
  tab: OpenTab,
  pointedAt: readonly Reference[] = [],
): Promise<Reference | undefined> {
  const chosen = chooseReference(pointedAt);
  if (chosen) return chosen;
  const { references } = await readPage(tab.id);
  await showCount(tab.id, references);
  return chooseReference(references);
}

/** Runs the quick action of a keyboard command on the deal of this tab. */
export function runQuickActionInSlot(command: string, tab: OpenTab): Promise<void> {
  return runAndNotify(tab, async () => {
    const slot = Number(/^quick-action-(\d)$/.exec(command)?.[1]);
    const { own, slots } = await readQuickActions();
    const action = findAction(slots[slot - 1] ?? '', own);
    if (action) await runQuickAction(tab, action, await findTarget(tab));
    else if (slot) await notifyPlainly(tab.id, text('slotEmpty', slot), 'problem');
  });
}

/** Runs a quick action on the referenced deal, or opens the editor if the user has to decide something. */
export async function runQuickAction(
  tab: OpenTab,
  action: QuickAction,
  reference?: Reference,
): Promise<void> {
  const { asksBeforeSaving, stages } = await readPreferences();
  // The editor's Save button asks for the confirmation that the preference requires, and the editor for the passphrase.
  if (!reference || asksBeforeSaving || (await isLocked()) || isClosing(action, await menuPipelines.read()))
    return openEditorOn(tab, { reference: reference ?? null, action });
  if (await isToBeConfirmed(tab.id, reference))
    return openEditorOn(tab, { reference, action, isFilledIn: true });
  const result = await attempt(() => runOnDeal(tab, action, reference, stages));
  if (!result.ok) await notifyProblem(tab, result.problem);
}

// A page other than Close's can name any deal, so its choice is shown to the user once before it is changed by one press.
async function isToBeConfirmed(tabId: number, { id, foundIn }: Reference): Promise<boolean> {
  const isChosenByUser = foundIn === 'pointed-at' || foundIn === 'selection';
  if (isChosenByUser || (await addressOf(tabId)).startsWith(`${closeOrigin}/`)) return false;
  const confirmed = await confirmedTargets(tabId).read();
  if (confirmed.includes(id)) return false;
  await confirmedTargets(tabId).write([...confirmed, id].slice(-maxConfirmed));
  return true;
}

// Checks for a won or lost status, because these need the editor's dialog for the close date.
function isClosing({ changes: { status_id: target } }: QuickAction, pipelines: readonly Pipeline[]): boolean {
  const status = target?.how === 'set' && findStatus(pipelines, target.value)?.status;
  return status ? status.type !== 'active' : false;
}

async function runOnDeal(
  tab: OpenTab,
  action: QuickAction,
  reference: Reference,
  stages: Stages,
): Promise<Result<unknown>> {
  await keepVaultOpen();
  const { deal, catalog, connection } = await resolveDeal(reference);
  // Checked again, because the menu's pipelines are the default organization's and the deal may be another's.
  if (!deal || isClosing(action, catalog.pipelines))
    return success(await openEditorOn(tab, { reference, action }));
  const { id: opportunityId, organizationId, leadName } = deal;
  const leadId = reference.kind === 'lead' ? reference.id : undefined;
  await cacheDealStatus(deal, leadId !== undefined);
  const applied = applyAction(action, deal, catalog, connection, new Date());
  if (!applied.ok) {
    const offer = { name: 'menuEdit', target: { reference: referenceTo(opportunityId) } } as const;
    const sentence = mismatchText(applied.problem, catalog);
    const plainSentence = text('plainProblem');
    return success(await notify(tab.id, { sentence, plainSentence, tone: 'problem', offer }));
  }
  const { base, patch } = applied;
  if (Object.keys(patch).length === 0) return success(await notifyUnchanged(tab, deal));
  // The editor's dialog asks for what the stage needs.
  if (requestOfChange(patch, deal, catalog, connection, stages)?.asks)
    return success(await openEditorOn(tab, { reference, action }));
  const request = { id: crypto.randomUUID(), opportunityId, organizationId, leadName, base, patch };
  const result = await save({ ...request, leadId });
  if (result.ok) await notifySaveOutcome(tab, result.value, { opportunityId, organizationId, leadName });
  return result;
}
