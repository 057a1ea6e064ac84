import { type Browser, browser } from 'wxt/browser';
import { readOpportunity } from '../../lib/close-api/client.ts';
import { CloseError } from '../../lib/close-api/errors.ts';
import { describeChange } from '../../lib/describe-change.ts';
import {
  chooseReference,
  findReferences,
  findReferencesInAddress,
  type Reference,
  rankReferences,
} from '../../lib/detection/references.ts';
import { isolate } from '../../lib/isolate.ts';
import { leadAddress } from '../../lib/opportunity/lead-address.ts';
import type { Opportunity, Patch } from '../../lib/opportunity/opportunity.ts';
import { chooseOpportunity } from '../../lib/opportunity/order.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { sentenceOf } from '../../lib/problem-text.ts';
import { text } from '../../lib/text.ts';
import type { Access } from './authorization.ts';
import { showCount } from './badge.ts';
import { readCatalog } from './catalog.ts';
import { copy } from './copy.ts';
import { readLead } from './deals.ts';
import { readAtHome } from './home.ts';
import { undoLastChange } from './last-change.ts';
import { type MenuChoice, readChoice } from './menu.ts';
import { type OpenTab, openEditorOn } from './open-editor.ts';
import { save } from './outbox.ts';
import { readPage } from './pages.ts';
import { tell } from './tell.ts';

type Click = Browser.contextMenus.OnClickData;

/** Carries out a menu item on the deal that was pointed at, or opens the editor where there is something to decide. */
export async function onMenuClick(click: Click, clickedTab: Browser.tabs.Tab | undefined): Promise<void> {
  const choice = readChoice(click.menuItemId);
  if (!choice || clickedTab?.id === undefined) return;
  const tab = { id: clickedTab.id, windowId: clickedTab.windowId };
  if (choice.kind === 'undo-last-change') {
    await undoAndTell(tab.id);
    return;
  }
  const pointedAt = referenceOfClick(click);
  const reference = pointedAt ?? chooseReference(await readAndCount(tab.id));
  try {
    await carryOut(choice, tab, reference);
  } catch (error) {
    const problem = error instanceof CloseError ? error.problem : { kind: 'unexpected' as const };
    await tell(tab.id, sentenceOf(problem), 'problem');
  }
}

/** Takes the latest change back and says on this tab how it ended. */
export async function undoAndTell(tabId: number): Promise<void> {
  const result = await undoLastChange();
  await tell(tabId, result.ok ? result.value : sentenceOf(result.problem), result.ok ? 'done' : 'problem');
}

async function carryOut(choice: MenuChoice, tab: OpenTab, reference: Reference | undefined): Promise<void> {
  const patch = choice.kind === 'change' ? choice.patch : null;
  // Won and lost ask for a date first, and that is the editor's dialog.
  const needsEditor = choice.kind === 'edit' || (choice.kind === 'change' && choice.statusType !== 'active');
  if (needsEditor || !reference) await openEditorOn(tab, { reference: reference ?? null, patch, find: '' });
  else if (patch) await change(tab, reference, patch);
  else if (choice.kind === 'copy-id') await copy(tab.id, reference.id);
  else {
    const address = leadAddress(await leadOf(reference));
    if (choice.kind === 'open-in-close') await browser.tabs.create({ url: address });
    else await copy(tab.id, address);
  }
}

// A page that names an opportunity does not say whose it is; Close does.
async function leadOf(reference: Reference): Promise<string> {
  if (reference.kind === 'lead') return reference.id;
  return readAtHome(reference.id, async ({ authorization }) => {
    const { leadId } = await readOpportunity(authorization, reference.id);
    return leadId;
  });
}

async function readAndCount(tabId: number): Promise<Reference[]> {
  const { references } = await readPage(tabId);
  await showCount(tabId, references);
  return references;
}

/** What the click itself points at: the link's target, its text or the selection. */
function referenceOfClick({ linkUrl = '', selectionText = '' }: Click): Reference | undefined {
  return chooseReference(
    rankReferences([
      ...findReferencesInAddress(linkUrl, 'pointed-at'),
      ...findReferences(selectionText, 'pointed-at'),
    ]),
  );
}

async function change(tab: OpenTab, reference: Reference, patch: Patch): Promise<void> {
  const [catalog, opportunity] = await readAtHome(reference.id, (access) =>
    Promise.all([readCatalog(access), findOpportunity(access, reference)]),
  );
  if (!opportunity) {
    await openEditorOn(tab, { reference, patch, find: '' });
    return;
  }
  const { id: opportunityId, organizationId, leadName, values } = opportunity;
  const base = Object.fromEntries(Object.keys(patch).map((key) => [key, valueIn(values, key)]));
  const leadId = reference.kind === 'lead' && { leadId: reference.id };
  const result = await save({
    ...{ id: crypto.randomUUID(), opportunityId, organizationId, leadName, base, patch },
    ...leadId,
  });
  if (!result.ok) throw new CloseError(result.problem);
  const answer = result.value;
  if (answer.state === 'saved' || answer.state === 'unchanged') {
    const lines =
      answer.state === 'saved' ? describeChange(answer.change, catalog, opportunity.currency) : [];
    const what = lines.map(({ before, after }) => `${before} → ${after}`).join(', ') || text('toldUnchanged');
    await tell(tab.id, `${isolate(leadName)}: ${what}`, 'done');
  } else if (answer.state === 'conflict') {
    const saved: Reference = { kind: 'opportunity', id: opportunityId, foundIn: 'pointed-at' };
    await openEditorOn(tab, { reference: saved, patch: null, find: '' });
  } else {
    const problem = answer.state === 'gone' ? ({ kind: 'unexpected' } as const) : answer.problem;
    const waits = answer.state === 'waiting' || answer.state === 'blocked';
    await tell(tab.id, `${sentenceOf(problem)}${waits ? ` ${text('editKept')}` : ''}`, 'problem');
  }
}

async function findOpportunity(access: Access, reference: Reference): Promise<Opportunity | undefined> {
  if (reference.kind === 'opportunity') return readOpportunity(access.authorization, reference.id);
  const { opportunities, catalog } = await readLead(access, reference.id);
  return chooseOpportunity(opportunities, catalog.pipelines);
}
