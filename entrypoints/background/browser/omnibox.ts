import { browser } from 'wxt/browser';
import { findReferencesInAddress } from '../../../lib/detection/references.ts';
import type { Change } from '../../../lib/model/change.ts';
import { success } from '../../../lib/model/result.ts';
import { isolate } from '../../../lib/wording/isolate.ts';
import { sentenceOf } from '../../../lib/wording/problem-text.ts';
import { text } from '../../../lib/wording/text.ts';
import { readChanges } from '../outbox/store.ts';
import { attempt } from '../problem-of.ts';
import { runAndNotify } from './notify-save.ts';
import { openEditorOn } from './open-editor.ts';

const maxSuggestions = 5;

type Suggestion = { content: string; description: string };

/** Suggests recently edited deals that match the typed text, without a request to Close. */
export async function suggestDeals(typed: string, suggest: (found: Suggestion[]) => void): Promise<void> {
  const changes = await attempt(async () => success(await readChanges()));
  if (changes.ok) {
    const found = matching(changes.value, typed);
    suggest(found.map((change) => ({ content: change.opportunityId, description: describe(change) })));
    return;
  }
  // The suggestion differs from the typed text, or the browser would leave it out.
  suggest([{ content: `${typed}?`, description: escapeXml(sentenceOf(changes.problem)) }]);
}

/** Opens the editor on the deal of a typed id or link, or on a search for the typed text. */
export async function enterDeal(typed: string): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return;
  const [reference = null] = findReferencesInAddress(typed, 'pointed-at');
  const openTab = { id: tab.id, windowId: tab.windowId };
  await runAndNotify(openTab, () => openEditorOn(openTab, { reference, find: reference ? '' : typed }));
}

function matching(changes: readonly Change[], typed: string): Change[] {
  const wanted = typed.trim().toLocaleLowerCase();
  const dealOf = ({ opportunityId }: Change) => opportunityId;
  const latest = changes.filter((change, index) => changes.map(dealOf).indexOf(dealOf(change)) === index);
  return latest
    .filter(({ leadName }) => leadName.toLocaleLowerCase().includes(wanted))
    .slice(0, maxSuggestions);
}

// Escapes the description, because Chrome reads it as XML.
function describe({ leadName, at }: Change): string {
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(at);
  return escapeXml(`${isolate(leadName || text('noLeadName'))} · ${day}`);
}

function escapeXml(plain: string): string {
  const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
  // XML has no way to write these characters, and Chrome would refuse all suggestions.
  const writable = plain.toWellFormed().replace(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, ' ');
  return writable.replace(/[&<>"']/g, (sign) => `&${names[sign]};`);
}
