import { browser } from 'wxt/browser';
import { findReferencesInAddress } from '../../../lib/detection/references.ts';
import type { DealList } from '../../../lib/messaging/contract.ts';
import { success } from '../../../lib/model/result.ts';
import { findStatus } from '../../../lib/opportunity/opportunity.ts';
import { isolate } from '../../../lib/wording/isolate.ts';
import { sentenceOf } from '../../../lib/wording/problem-text.ts';
import { text } from '../../../lib/wording/text.ts';
import { findKnownDeals, readRecentDeals } from '../deals/known-deals.ts';
import { attempt } from '../problem-of.ts';
import { runAndNotify } from './notify-save.ts';
import { openEditorOn } from './open-editor.ts';

const maxSuggestions = 5;
const maxLetters = 200;

type Suggestion = { content: string; description: string };

/** Suggests known deals that match the typed text, and the recent ones before any, without a request to Close. */
export async function suggestDeals(typed: string, suggest: (found: Suggestion[]) => void): Promise<void> {
  const wanted = typed.trim().slice(0, maxLetters);
  const found = await attempt(async () =>
    wanted === '' ? success(await readRecentDeals()) : findKnownDeals({ typed: wanted }),
  );
  if (found.ok) return suggest(suggestionsOf(found.value));
  // The suggestion differs from the typed text, or the browser would leave it out.
  suggest([{ content: `${typed}?`, description: escapeXml(sentenceOf(found.problem)) }]);
}

/** Opens the editor on the deal of a typed id or link, or on a search for the typed text. */
export async function enterDeal(typed: string): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return;
  const [reference = null] = findReferencesInAddress(typed, 'pointed-at');
  const openTab = { id: tab.id, windowId: tab.windowId };
  await runAndNotify(openTab, () => openEditorOn(openTab, { reference, find: reference ? '' : typed }));
}

function suggestionsOf({ opportunities, catalog }: DealList): Suggestion[] {
  return opportunities.slice(0, maxSuggestions).map(({ id, leadName, valueFormatted, values }) => {
    const status = findStatus(catalog.pipelines, values.status_id)?.status.label ?? '';
    const parts = [leadName || text('noLeadName'), valueFormatted, status].filter((part) => part !== '');
    return { content: id, description: escapeXml(parts.map(isolate).join(' · ')) };
  });
}

// Escapes the description, because Chrome reads it as XML.
function escapeXml(plain: string): string {
  const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
  // XML has no way to write these characters, and Chrome would refuse all suggestions.
  const writable = plain.toWellFormed().replace(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, ' ');
  return writable.replace(/[&<>"']/g, (sign) => `&${names[sign]};`);
}
