import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { cutText } from '../base/cut-text.ts';
import type { QuickAction } from '../model/quick-action.ts';
import { changesOfReadings, readingsOfChanges } from '../one-line/action-changes.ts';
import type { LineChoice, LineContext, LinePart, LineProblem } from '../one-line/line.ts';
import { readingsOf } from '../one-line/line.ts';
import { maxLineLength, parseLine } from '../one-line/parse.ts';
import { printLine, printReading, readingsOfPatch } from '../one-line/print.ts';
import { addRecentLine } from '../one-line/recent-lines.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { proposalOf } from '../opportunity/suggestion.ts';
import { applyPatch } from '../opportunity/values.ts';
import { ownActionId } from '../quick-actions/action-ids.ts';
import { checkAction } from '../quick-actions/check-action.ts';
import { describeAction } from '../wording/describe-action.ts';
import { type ChangeLine, describeChange } from '../wording/describe-change.ts';
import { isolate } from '../wording/isolate.ts';
import { sentenceOf } from '../wording/problem-text.ts';
import { type MessageName, text } from '../wording/text.ts';
import type { DealEditor } from './deal-editor.ts';

/** What can be put in the place of a part, with its name for the list. */
export type OfferedChoice = { start: number; end: number; insert: string; name: string };

/** The reading of a deal's line, and what its keys do. */
export type OneLine = {
  parts: ReadonlySignal<readonly LinePart[]>;
  changes: ReadonlySignal<readonly ChangeLine[]>;
  isReady: ReadonlySignal<boolean>;
  /** One sentence for each part with a problem. */
  problems: ReadonlySignal<readonly string[]>;
  /** Possible meanings of the first part with a problem, else further ones of an understood part. */
  choices: ReadonlySignal<readonly OfferedChoice[]>;
  /** The highlighted choice, -1 for none. */
  active: Signal<number>;
  /** The quick action that makes the same changes, or null. */
  action: ReadonlySignal<Omit<QuickAction, 'id' | 'name'> | null>;
  /** Whether the line was just saved as a quick action. */
  isActionSaved: ReadonlySignal<boolean>;
  type(typed: string): void;
  typedLength(): number;
  /** Puts a choice into the line; returns where to type on. */
  choose(choice: OfferedChoice): number;
  /** Saves the line, or opens the dialog that closing the deal needs first. False if the line is not ready. */
  save(): Promise<boolean>;
  /** Shows the previous one of the last lines, or the next one. */
  recall(by: 1 | -1): void;
  saveAsAction(): Promise<void>;
  /** Offers Close's advice, the quick actions and the last changes of this deal as the lines that mean them. */
  offerLines(): Promise<void>;
};

const maxOfferedLines = 8;
/** One more letter finds the others sooner than a long list. */
const maxChoices = 8;

const sentences: Record<LineProblem, MessageName> = {
  unknown: 'lineUnknown',
  ambiguous: 'lineAmbiguous',
  empty: 'lineEmpty',
  twice: 'lineTwice',
  locked: 'lineLocked',
  'not-a-percent': 'lineNotAPercent',
  'not-an-amount': 'lineNotAnAmount',
  'other-currency': 'lineOtherCurrency',
  'not-a-number': 'lineNotANumber',
  'not-a-day': 'lineNotADay',
  'not-a-time': 'lineNotATime',
  'past-close': 'linePastClose',
  'future-won': 'lineFutureWon',
  'lost-date': 'lineLostDate',
  'no-date': 'lineNoDate',
  'not-offered': 'lineNotOffered',
  'no-person': 'lineNoPerson',
  'people-loading': 'lineLoading',
  'too-long': 'lineTooLong',
};

/** Creates the reading of a deal's line. `onRestored` is called after the line of an earlier visit came back. */
export function createOneLine(deal: DealEditor, onRestored: () => void): OneLine {
  const { typed, ask } = deal.line;
  const { locale } = new Intl.DateTimeFormat().resolvedOptions();
  const active = signal(-1);
  const recent = signal<readonly string[]>([]);
  const recalled = signal(-1);
  const isActionSaved = signal(false);
  const offeredLines = signal<readonly OfferedChoice[]>([]);
  const { id: opportunityId } = deal.view.value.opportunity;

  const context = computed<LineContext>(() => {
    const { opportunity, catalog, connection } = deal.view.value;
    const shown = { ...opportunity, values: deal.values.value };
    return {
      opportunity: shown,
      catalog,
      connection,
      people: deal.people.byKind.value,
      now: new Date(),
      locale,
    };
  });
  const line = computed(() => parseLine(typed.value, context.value));
  const parts = computed(() => line.value.parts);

  const changes = computed(() => {
    const { patch } = line.value;
    const { values, currency } = context.value.opportunity;
    const after = applyPatch(patch, values);
    return describeChange({ before: values, after }, deal.words.value, currency);
  });

  const problems = computed(() => {
    const { user, contact } = deal.people.problems.value;
    return parts.value.flatMap((part) => {
      if (part.kind === 'change') return [];
      const failed = part.problem === 'people-loading' ? (user ?? contact) : undefined;
      const word = isolate(cutText(typed.value.slice(part.start, part.end), 80));
      return failed
        ? sentenceOf(failed)
        : text(sentences[part.problem], word, context.value.opportunity.currency);
    });
  });

  const choices = computed(() => {
    if (typed.value === '') return offeredLines.value;
    const first = parts.value.find(({ kind }) => kind === 'problem');
    const other = first ?? parts.value.findLast((part) => part.kind === 'change' && part.others.length > 0);
    if (!other) return [];
    const offered: readonly LineChoice[] = other.kind === 'problem' ? other.choices : other.others;
    const { start, end } = other;
    return offered.slice(0, maxChoices).flatMap((choice) => {
      const named = nameChoice(choice, deal, context.value);
      return named ? { start, end, ...named } : [];
    });
  });

  const action = computed(() => {
    if (!line.value.isReady) return null;
    const { opportunity, catalog, connection } = deal.view.value;
    const changed = changesOfReadings(readingsOf(line.value));
    if (!changed) return null;
    const { status_id: status } = changed;
    const own = status?.how === 'set' && findStatus(catalog.pipelines, status.value)?.pipeline.id;
    const pipelineIds = own && catalog.pipelines.length > 1 ? [own] : [];
    const made = { changes: changed, appliesTo: { organizationId: opportunity.organizationId, pipelineIds } };
    return checkAction({ id: '', name: '', ...made }, catalog, connection) ? null : made;
  });

  // People are read from Close only when a word may name one.
  effect(() => {
    const needed = parts.value.flatMap((part) =>
      part.kind === 'problem' && (part.problem === 'people-loading' || part.problem === 'unknown')
        ? part
        : [],
    );
    if (needed.length === 0) return;
    const kinds = needed.map(({ field }) => deal.fields.value.find(({ key }) => key === field)?.type);
    void deal.people.load(kinds.includes('contact') ? 'contact' : 'user');
  });

  void ask('lines.read', { opportunityId }).then((answer) => {
    if (!answer.ok) return;
    recent.value = answer.value.recent;
    if (typed.value !== '' || answer.value.unsaved === '') return;
    typed.value = answer.value.unsaved;
    onRestored();
  });

  // Kept with every key, because the popup may close at any moment.
  function type(entered: string): void {
    typed.value = entered;
    active.value = -1;
    recalled.value = -1;
    isActionSaved.value = false;
    offeredLines.value = [];
    keep(entered, false);
  }

  function keep(entered: string, isSaved: boolean): void {
    if (entered.length <= maxLineLength) void ask('lines.write', { opportunityId, line: entered, isSaved });
  }

  async function offerLines(): Promise<void> {
    const { quickActions, opportunity, catalog, advice } = deal.view.value;
    const proposal = advice && proposalOf(advice.suggestion, opportunity, catalog.pipelines, new Date());
    const suggested = proposal?.kind === 'change' ? (readingsOfPatch(proposal.patch) ?? []) : [];
    const stored = await ask('changes.list', {});
    const changed = stored.ok
      ? stored.value.changes.filter((each) => each.opportunityId === opportunity.id)
      : [];
    const lines = [
      { name: text('adviceTitle'), readings: suggested },
      ...quickActions.map(({ name, changes: made }) => ({
        name: isolate(name),
        readings: readingsOfChanges(made),
      })),
      ...changed.map(({ patch }) => ({ name: text('lineAgain'), readings: readingsOfPatch(patch) ?? [] })),
    ].flatMap(({ name, readings }) => {
      const insert = printLine(readings, context.value);
      return insert === undefined ? [] : { start: 0, end: 0, insert, name: `${name} · ${isolate(insert)}` };
    });
    const isFirst = ({ insert }: OfferedChoice, at: number) =>
      lines.findIndex((each) => each.insert === insert) === at;
    if (typed.value === '') offeredLines.value = lines.filter(isFirst).slice(0, maxOfferedLines);
  }

  return {
    parts,
    offerLines,
    changes,
    isReady: computed(() => line.value.isReady),
    problems,
    choices,
    active,
    action,
    isActionSaved,
    type,
    typedLength: () => typed.value.length,
    choose({ start, end, insert }) {
      const before = typed.value.slice(0, start);
      const after = typed.value.slice(end).trimStart();
      const gap = insert.endsWith(' ') ? '' : ' ';
      type(`${before}${insert}${gap}${after}`);
      return before.length + insert.length + gap.length;
    },
    async save() {
      const { patch, isReady } = line.value;
      if (!isReady) return false;
      const saved = typed.value.trim();
      const end = () => {
        keep(saved, true);
        recent.value = addRecentLine(recent.value, saved);
        type('');
      };
      // Cancelling the dialog keeps the line.
      if (await deal.askBeforeMoving(patch, end)) return true;
      end();
      if (Object.keys(patch).length === 0) deal.notice.value = { kind: 'unchanged' };
      else await deal.choose(patch);
      return true;
    },
    recall(by) {
      const next = Math.min(recalled.value + by, recent.value.length - 1);
      const recalledLine = next < 0 ? '' : recent.value[next];
      if (recalledLine === undefined) return;
      type(recalledLine);
      recalled.value = Math.max(-1, next);
    },
    async saveAsAction() {
      const made = action.value;
      if (!made) return;
      const stored = await ask('quick-actions.read', {});
      if (!stored.ok) return;
      const created = { id: crypto.randomUUID(), name: cutText(typed.value.trim(), 100), ...made };
      const own = [...stored.value.own, created];
      const answer = await ask('quick-actions.write', { ...stored.value, own });
      if (!answer.ok) return;
      isActionSaved.value = true;
      deal.addQuickAction({ ...created, id: ownActionId(created) });
    },
  };
}

function nameChoice(
  choice: LineChoice,
  deal: DealEditor,
  context: LineContext,
): Pick<OfferedChoice, 'insert' | 'name'> | undefined {
  if ('text' in choice) return { insert: choice.text, name: choice.text.trim() };
  const insert = printReading(choice, context);
  if (insert === undefined) return undefined;
  const appliesTo = { organizationId: null, pipelineIds: [] };
  const changes = { [choice.field]: choice.change };
  const { currency } = context.opportunity;
  const [name = insert] = describeAction(
    { id: '', name: '', changes, appliesTo },
    deal.words.value,
    currency,
  );
  return { insert, name };
}
