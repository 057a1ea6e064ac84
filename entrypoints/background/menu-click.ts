import { type Browser, browser } from 'wxt/browser';
import { readLeadOpportunities, readOpportunity } from '../../lib/close-api/client.ts';
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
import type { Opportunity, Patch } from '../../lib/opportunity/opportunity.ts';
import { chooseOpportunity } from '../../lib/opportunity/order.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { sentenceOf } from '../../lib/problem-text.ts';
import { intent } from '../../lib/storage/items.ts';
import { text } from '../../lib/text.ts';
import { type Access, readAccess } from './authorization.ts';
import { showCount } from './badge.ts';
import { readCatalog } from './catalog.ts';
import { readChoice } from './menu.ts';
import { save } from './outbox.ts';
import { readPage } from './pages.ts';
import { tell } from './tell.ts';

type Click = Browser.contextMenus.OnClickData;
/** A tab that has an id: the browser's own windows do not. */
type OpenTab = { id: number; windowId: number };

/** Carries out a menu item on the deal that was pointed at, or opens the editor where there is something to decide. */
export async function onMenuClick(click: Click, clickedTab: Browser.tabs.Tab | undefined): Promise<void> {
  const choice = readChoice(click.menuItemId);
  if (!choice || clickedTab?.id === undefined) return;
  const tab = { id: clickedTab.id, windowId: clickedTab.windowId };
  const pointedAt = referenceOfClick(click);
  const patch = choice.kind === 'change' ? choice.patch : null;
  // Won and lost ask for a date first, and that is the editor's dialog.
  const needsEditor = choice.kind === 'edit' || choice.statusType !== 'active';
  const reference = pointedAt ?? chooseReference(await readAndCount(tab.id));
  if (needsEditor || !reference || !patch) {
    await openEditorOn(tab, reference ?? null, patch);
    return;
  }
  try {
    await change(tab, reference, patch);
  } catch (error) {
    const problem = error instanceof CloseError ? error.problem : { kind: 'unexpected' as const };
    await tell(tab.id, sentenceOf(problem), 'problem');
  }
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
  const access = await readAccess();
  const [catalog, opportunity] = await Promise.all([readCatalog(access), findOpportunity(access, reference)]);
  if (!opportunity) {
    await openEditorOn(tab, reference, patch);
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
    await openEditorOn(tab, { kind: 'opportunity', id: opportunityId, foundIn: 'pointed-at' }, null);
  } else {
    const problem = answer.state === 'gone' ? ({ kind: 'unexpected' } as const) : answer.problem;
    const waits = answer.state === 'waiting' || answer.state === 'blocked';
    await tell(tab.id, `${sentenceOf(problem)}${waits ? ` ${text('editKept')}` : ''}`, 'problem');
  }
}

async function findOpportunity(access: Access, reference: Reference): Promise<Opportunity | undefined> {
  if (reference.kind === 'opportunity') return readOpportunity(access.authorization, reference.id);
  const [{ pipelines }, found] = await Promise.all([
    readCatalog(access),
    readLeadOpportunities(access.authorization, reference.id),
  ]);
  return chooseOpportunity(
    found.filter(({ leadId }) => leadId === reference.id),
    pipelines,
  );
}

async function openEditorOn(tab: OpenTab, reference: Reference | null, patch: Patch | null): Promise<void> {
  await intent(tab.id).write({ reference, patch });
  await browser.action.openPopup({ windowId: tab.windowId });
}
