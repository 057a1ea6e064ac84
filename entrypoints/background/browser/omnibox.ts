import { browser } from 'wxt/browser';
import { findReferencesInAddress } from '../../../lib/detection/references.ts';
import type { DealList } from '../../../lib/messaging/contract.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { success } from '../../../lib/model/result.ts';
import { applyReadings } from '../../../lib/one-line/apply-line.ts';
import { readPlainLine } from '../../../lib/one-line/plain-line.ts';
import { findStatus } from '../../../lib/opportunity/opportunity.ts';
import { catalog } from '../../../lib/storage/items.ts';
import { describeChange } from '../../../lib/wording/describe-change.ts';
import { beforeAndAfter, isolate, isolateIfNeeded } from '../../../lib/wording/isolate.ts';
import { sentenceOf } from '../../../lib/wording/problem-text.ts';
import { text } from '../../../lib/wording/text.ts';
import { findKnownDeals, readRecentDeals } from '../deals/known-deals.ts';
import { attempt } from '../problem-of.ts';
import { runAndNotify } from './notify-save.ts';
import { type EditorTarget, openEditorOn } from './open-editor.ts';

const maxSuggestions = 5;
const maxLetters = 200;

type Suggestion = { content: string; description: string };

/**
 * Suggests known deals that match the typed text, and the recent ones before any, without a request to Close. Words behind a
 * deal's name are a line, which says what to change.
 */
export async function suggestDeals(typed: string, suggest: (found: Suggestion[]) => void): Promise<void> {
  const found = await attempt(async () => success(await splitLine(typed)));
  if (found.ok) return suggest(await suggestionsOf(found.value));
  // The suggestion differs from the typed text, or the browser would leave it out.
  suggest([{ content: `${typed}?`, description: escapeXml(sentenceOf(found.problem)) }]);
}

/**
 * Opens the editor on the deal of a typed id or link, or on a search for the typed text. A line behind the deal is ready
 * there to be saved.
 */
export async function enterDeal(typed: string): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return;
  const openTab = { id: tab.id, windowId: tab.windowId };
  await runAndNotify(openTab, async () => openEditorOn(openTab, await targetOf(typed)));
}

async function targetOf(typed: string): Promise<EditorTarget> {
  const [first = '', ...others] = typed.trim().split(/\s+/);
  const [inFirst] = findReferencesInAddress(first, 'pointed-at');
  if (inFirst) return { reference: inFirst, line: others.join(' ') };
  const [reference] = findReferencesInAddress(typed, 'pointed-at');
  if (reference) return { reference };
  const found = await attempt(async () => success(await splitLine(typed)));
  if (!found.ok || found.value.line === '') return { reference: null, find: typed };
  const { name, line, list } = found.value;
  const [only, ...more] = list.opportunities;
  // A name that several deals have needs a choice first.
  if (!only || more.length > 0) return { reference: null, find: name };
  return { reference: { kind: 'opportunity', id: only.id, foundIn: 'pointed-at' }, line };
}

type NamedLine = { name: string; line: string; list: DealList };

// The longest beginning that names known deals word by word is the name, and the rest is the line.
async function splitLine(typed: string): Promise<NamedLine> {
  const wanted = typed.trim().slice(0, maxLetters);
  if (wanted === '') return { name: '', line: '', list: await readRecentDeals() };
  const whole = await listKnown(wanted);
  if (whole.isKnownOnly === 'exact' && whole.opportunities.length > 0)
    return { name: wanted, line: '', list: whole };
  const words = wanted.split(/\s+/);
  for (let count = words.length - 1; count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ');
    const list = await listKnown(name);
    if (list.isKnownOnly === 'exact' && list.opportunities.length > 0)
      return { name, line: words.slice(count).join(' '), list };
  }
  return { name: wanted, line: '', list: whole };
}

async function listKnown(typed: string): Promise<DealList> {
  const found = await findKnownDeals({ typed });
  return found.ok
    ? found.value
    : {
        leadName: '',
        opportunities: [],
        lastUsedId: '',
        catalog: { pipelines: [], customFields: [], readAt: 0 },
      };
}

function suggestionsOf({ line, list: { opportunities, catalog: known } }: NamedLine): Promise<Suggestion[]> {
  return Promise.all(
    opportunities.slice(0, maxSuggestions).map(async (opportunity) => {
      const { id, leadName, valueFormatted, values } = opportunity;
      const deal = [leadName || text('noLeadName'), valueFormatted];
      const status = findStatus(known.pipelines, values.status_id)?.status.label ?? '';
      const joined = (parts: readonly string[]) =>
        parts
          .filter((part) => part !== '')
          .map(isolate)
          .join(' · ');
      if (line === '') return { content: id, description: escapeXml(joined([...deal, status])) };
      const changes = await changesOf(line, opportunity);
      const shown =
        changes.length > 0
          ? [joined(deal), ...changes].join(' · ')
          : `${joined([...deal, status])} → ${isolate(line)}`;
      return { content: `${id} ${line}`, description: escapeXml(shown) };
    }),
  );
}

// What a line would change in a known deal; nothing if it needs more than what this device has stored.
async function changesOf(line: string, opportunity: Opportunity): Promise<string[]> {
  const { pipelines, customFields } = (await catalog(opportunity.organizationId).read()) ?? {};
  if (!pipelines || !customFields) return [];
  const { locale } = new Intl.DateTimeFormat().resolvedOptions();
  const now = new Date();
  const readings = readPlainLine(line, { opportunity, pipelines, now, locale });
  if (!readings) return [];
  const words = { pipelines, customFields };
  const { patch, base } = applyReadings(readings, {
    opportunity,
    catalog: words,
    connection: { userId: '' },
    now,
  });
  const changes = describeChange({ before: base, after: patch }, words, opportunity.currency);
  return changes.map(
    ({ name, before, after }) => `${isolateIfNeeded(name)}: ${beforeAndAfter(before, after)}`,
  );
}

// Escapes the description, because Chrome reads it as XML.
function escapeXml(plain: string): string {
  const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
  // XML has no way to write these characters, and Chrome would refuse all suggestions.
  const writable = plain.toWellFormed().replace(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, ' ');
  return writable.replace(/[&<>"']/g, (sign) => `&${names[sign]};`);
}
