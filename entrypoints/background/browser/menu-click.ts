import { type Browser, browser } from 'wxt/browser';
import { cutText } from '../../../lib/base/cut-text.ts';
import {
  findReferences,
  findReferencesInAddress,
  rankReferences,
} from '../../../lib/detection/references.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { success } from '../../../lib/model/result.ts';
import { leadAddress } from '../../../lib/opportunity/lead-address.ts';
import { findAction } from '../../../lib/quick-actions/built-in.ts';
import { readQuickActions } from '../../../lib/settings/presets.ts';
import { openDealsAddress } from '../../../lib/surface/bulk-edit-address.ts';
import { resolveOpportunity } from '../deals/resolve-deal.ts';
import { attempt } from '../problem-of.ts';
import { copy } from './copy-to-clipboard.ts';
import { findPlainItem, type PlainItem } from './menu.ts';
import { showCheckmarks, withoutCheckmark } from './menu-checkmarks.ts';
import { notifyProblem, runAndNotify } from './notify-save.ts';
import { type EditorTarget, type OpenTab, openEditorOn, toOpenTab } from './open-editor.ts';
import { findTarget, runQuickAction } from './run-quick-action.ts';
import { undoLastChange } from './undo-last-change.ts';

type Click = Browser.contextMenus.OnClickData;

const maxLetters = 200;

/** Opens the table with the user's open deals in a tab. */
export async function openMyDeals(): Promise<void> {
  await browser.tabs.create({ url: openDealsAddress() });
}

/** Carries out a menu item on the deal that was clicked, or opens the editor if the user has to decide something. */
export async function onMenuClick(click: Click, clickedTab: Browser.tabs.Tab | undefined): Promise<void> {
  const tab = toOpenTab(clickedTab);
  if (tab) await runAndNotify(tab, () => onItem(click, tab));
}

async function onItem(click: Click, tab: OpenTab): Promise<void> {
  const itemId = withoutCheckmark(String(click.menuItemId));
  const plain = findPlainItem(itemId);
  if (plain === 'undo-last-change') return undoLastChange(tab);
  if (plain === 'my-open-deals') return openMyDeals();
  const action = plain ? undefined : findAction(itemId, (await readQuickActions()).own);
  if (!plain && !action) return;
  if (plain === 'find-selection') return openEditorOn(tab, targetOfSelection(click));
  const reference = await findTarget(tab, referencesOfClick(click));
  if (action) {
    await showCheckmarks(itemId);
    await runQuickAction(tab, action, reference);
  } else if (plain) await carryOut(plain, tab, reference);
}

async function carryOut(item: PlainItem, tab: OpenTab, reference: Reference | undefined): Promise<void> {
  if (item === 'unlock' || item === 'edit' || !reference)
    return openEditorOn(tab, { reference: reference ?? null });
  if (item === 'copy-id') return copy(tab.id, reference.id);
  const result = await attempt(async () => success(leadAddress(await leadOf(reference))));
  if (!result.ok) await notifyProblem(tab, result.problem);
  else if (item === 'open-in-close') await browser.tabs.create({ url: result.value });
  else await copy(tab.id, result.value);
}

// Returns the id of a reference's lead; for an opportunity it is read from Close.
async function leadOf(reference: Reference): Promise<string> {
  return reference.kind === 'lead' ? reference.id : (await resolveOpportunity(reference.id)).deal.leadId;
}

// A selection with an id leads to its deal; any other text is searched for.
function targetOfSelection({ selectionText = '' }: Click): EditorTarget {
  const [reference = null] = referencesOfClick({ selectionText });
  return { reference, find: reference ? '' : cutText(selectionText.replace(/\s+/g, ' ').trim(), maxLetters) };
}

/** Finds the references in the clicked link's address and in the selected text. */
function referencesOfClick({
  linkUrl = '',
  selectionText = '',
}: Pick<Click, 'linkUrl' | 'selectionText'>): Reference[] {
  return rankReferences([
    ...findReferencesInAddress(linkUrl, 'pointed-at'),
    ...findReferences(selectionText, 'pointed-at'),
  ]);
}
