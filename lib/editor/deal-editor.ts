import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { canonicalJson } from '../base/canonical-json.ts';
import { lookUp } from '../base/look-up.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealView } from '../model/deal-view.ts';
import type { Patch, Values } from '../model/field-value.ts';
import type { OpenedFor } from '../model/opened-for.ts';
import type { Status } from '../model/pipeline.ts';
import type { QuickAction } from '../model/quick-action.ts';
import { parseConfidence } from '../opportunity/confidence.ts';
import { dayOfDate } from '../opportunity/dates.ts';
import { type Field, listFields, mayEdit, statusField, withPeople } from '../opportunity/fields.ts';
import { findStatus, isOlder } from '../opportunity/opportunity.ts';
import { splitKey, touchedFields, valueIn } from '../opportunity/values.ts';
import type { Words } from '../wording/describe-change.ts';
import { createDraft, type DealDraft } from './draft.ts';
import { createLineStart, type LineStart } from './line-start.ts';
import type { Move } from './moving.ts';
import { createPeople, type People } from './people.ts';
import { createPinning, type Pinning } from './pinning.ts';
import { createSaving, type Saving } from './saving.ts';

/** Holds the state of one deal being edited: loaded values, draft and saves. Components hold no form state. */
export type DealEditor = Pick<
  DealDraft,
  'entries' | 'values' | 'ready' | 'changed' | 'overtaken' | 'isRestored' | 'entryOf' | 'enter'
> &
  Omit<Saving, 'send' | 'choose' | 'forgetErrors'> & {
    view: ReadonlySignal<DealView>;
    /** Close's advice in the first frame if there is anything to show, which keeps its place until the deal is opened again. */
    openedAdvice: DealView['advice'];
    fields: ReadonlySignal<Field[]>;
    /** Whether this is another user's deal and the user may edit only their own deals. */
    isLocked: ReadonlySignal<boolean>;
    /** People that can be chosen in user and contact fields. */
    people: People;
    pinning: Pinning;
    line: LineStart;
    /** Asks the background, for parts that load later. */
    ask: typeof askBackground;
    /** Catalog and names by id, for showing values as text. */
    words: ReadonlySignal<Words>;
    /** False if the browser could not store the draft. */
    isDraftKept: ReadonlySignal<boolean>;
    /** The open dialog that precedes a move to Won, Lost or a stage that asks for something, or null. */
    move: Signal<Move | null>;
    /**
     * Saves these values immediately, or enters them into the draft if the user wants to confirm each save. Opens the
     * dialog first if they move the deal to Won, Lost or a stage that asks for something.
     */
    choose(patch: Patch): Promise<void>;
    /** Opens that dialog if these values need it; false if they do not. `onConfirmed` is called when its answers are saved. */
    askBeforeMoving(patch: Patch, onConfirmed?: () => void): Promise<boolean>;
    /** Puts values into the draft without saving them; returns false if they cannot be typed. */
    fillIn(patch: Patch): boolean;
    chooseStatus(status: Status): Promise<void>;
    /** Chooses a preset confidence in percent, which replaces the typed one. */
    choosePercent(percent: number): Promise<void>;
    /** Saves the typed confidence, unless it is invalid or saves are confirmed. */
    saveTypedPercent(): Promise<void>;
    /** Saves the answers of the dialog; marks required fields that are empty. */
    confirmMove(): Promise<void>;
    /** Saves the draft, after the dialog that its status may need; does nothing while an entry is invalid. */
    save(): Promise<void>;
    discard(): void;
    /** Shows a quick action that was just created. */
    addQuickAction(action: QuickAction): void;
    /**
     * Replaces the loaded deal and keeps the draft and the saves in progress. Returns false if a new editor is needed:
     * `fresh` is another deal, or brings a stored draft, a pending save or other preferences to an untouched editor.
     * `isListed`: it comes from a list, which lags writes by up to a minute.
     */
    renew(fresh: DealView, isListed?: boolean): boolean;
  };

type Asking = { ask: typeof askBackground };

/** Creates an editor for a loaded deal. `pageOf` returns the page it is bound to, null if the user named the deal. */
export function createDealEditor(
  opened: DealView,
  pageOf: () => OpenedFor | null,
  { ask }: Asking,
): DealEditor {
  const view = signal(opened);
  const underWay = signal<Values>({});
  const expected = computed(() => ({ ...view.value.opportunity.values, ...underWay.value }));
  const { asksBeforeSaving, stages } = opened.preferences;
  const move = signal<Move | null>(null);
  const people = createPeople(view, ask);
  const pinning = createPinning(view, ask);
  const words = computed(() => ({ ...view.value.catalog, names: people.names.value }));
  const isLocked = computed(() => !mayEdit(view.value.opportunity.values, view.value.connection));
  const fields = computed(() => {
    const { opportunity, catalog, connection } = view.value;
    const listed = listFields(opportunity, catalog.customFields, connection);
    return [statusField(catalog.pipelines), ...withPeople(listed, people.byKind.value, opportunity.values)];
  });
  const draft = createDraft({ view, expected, fields, ask });
  const saving = createSaving({ view, underWay, expected, draft, fields, words, pageOf, ask });
  const { values, entries, ready, changed, overtaken, isRestored, entryOf } = draft;
  const { send, forgetErrors, choose: saveAtOnce, ...saves } = saving;
  let isTouched = false;
  // The opportunity as it was last loaded; the shown one differs from it after a save.
  let loaded = opened.opportunity;

  function fillIn(patch: Patch): boolean {
    isTouched = true;
    if (!draft.enterPatch(patch)) return false;
    const touched = touchedFields(patch);
    forgetErrors((key) => touched.includes(key));
    return true;
  }

  async function choose(patch: Patch): Promise<void> {
    if (isLocked.value || (statusToAsk(patch) && (await askBeforeMoving(patch)))) return;
    isTouched = true;
    const touched = touchedFields(patch);
    if (asksBeforeSaving) {
      draft.keep(patch);
      forgetErrors((key) => touched.includes(key));
      return;
    }
    draft.drop(touched);
    await saveAtOnce(patch);
  }

  async function chooseStatus(status: Status): Promise<void> {
    if (status.id !== valueIn(values.value, 'status_id')) await choose({ status_id: status.id });
  }

  // The status that a change moves the deal to, if moving there may need the dialog.
  function statusToAsk({ status_id: statusId }: Patch): Status | undefined {
    const status = findStatus(view.value.catalog.pipelines, statusId)?.status;
    const isMoved = status && status.id !== valueIn(expected.value, 'status_id');
    return isMoved && (status.type !== 'active' || lookUp(stages, status.id)) ? status : undefined;
  }

  async function askBeforeMoving(patch: Patch, onConfirmed?: () => void): Promise<boolean> {
    const status = statusToAsk(patch);
    if (!status) return false;
    isTouched = true;
    // Loaded only now, because the first view does not need it.
    const { startMove } = await import('./moving.ts');
    const typedConfidence = changed.value.includes('confidence') ? valueIn(values.value, 'confidence') : null;
    const shown = {
      values: values.value,
      expected: expected.value,
      fields: fields.value,
      entryOf,
      typedConfidence,
    };
    const started = startMove(status, patch, shown, stages, new Date());
    if (started && !isLocked.value) move.value = { ...started, onConfirmed };
    return started !== null;
  }

  async function choosePercent(percent: number): Promise<void> {
    if (isLocked.value) return;
    if (!asksBeforeSaving) draft.drop(['confidence']);
    if (asksBeforeSaving || percent !== valueIn(values.value, 'confidence'))
      await choose({ confidence: percent });
  }

  // Is also called when the focus leaves the box unchanged, and while the typed text is no percentage.
  async function saveTypedPercent(): Promise<void> {
    const { confidence: typed } = entries.value;
    const percent = typeof typed === 'string' ? parseConfidence(typed) : undefined;
    if (percent !== undefined && !asksBeforeSaving) await choosePercent(percent);
  }

  // Saves without another confirmation, because the dialog has already asked.
  async function confirmMove(): Promise<void> {
    const { movePatch } = await import('./moving.ts');
    // Read after the wait, so that a second press finds no dialog.
    const asked = move.value;
    if (!asked) return;
    const patch = movePatch(asked, expected.value, view.value.opportunity.currency);
    move.value = patch ? null : { ...asked, isTried: true };
    if (!patch) return;
    asked.onConfirmed?.();
    await saveAtOnce(patch, draft.baseOf(pickChanged(patch)));
  }

  // What was typed before the dialog opened is compared with what the user saw when typing it.
  function pickChanged(patch: Patch): Patch {
    return Object.fromEntries(
      Object.entries(patch).filter(([key]) => changed.value.includes(splitKey(key).field)),
    );
  }

  async function save(): Promise<void> {
    const { patch, problems } = ready.value;
    if (Object.keys(problems).length > 0 || Object.keys(patch).length === 0) return;
    if (!statusToAsk(patch) || !(await askBeforeMoving(patch))) await send(patch, draft.baseOf(patch));
  }

  function renew(fresh: DealView, isListed = false): boolean {
    const { opportunity } = view.value;
    if (fresh.opportunity.id !== opportunity.id) return false;
    // Compares canonical JSON, because the browser's storage changes the order of keys.
    const isSetOtherwise = canonicalJson(fresh.preferences) !== canonicalJson(opened.preferences);
    // A touched editor keeps its own draft and saves, which are the ones that `fresh` brings along.
    if (!isTouched && (isBegunElsewhere(fresh, opened) || isSetOtherwise)) return false;
    // Keeps an opportunity that was saved since `fresh` was read, and one that the list does not have yet.
    const isKept = opportunity !== loaded || (isListed && isOlder(fresh.opportunity, opportunity));
    if (!isKept) loaded = fresh.opportunity;
    view.value = isKept ? { ...fresh, opportunity } : fresh;
    return true;
  }

  return {
    ...saves,
    view,
    openedAdvice: showableAdvice(opened),
    values,
    fields,
    isLocked,
    people,
    pinning,
    words,
    move,
    entries,
    ready,
    changed,
    overtaken,
    isRestored,
    entryOf,
    choose,
    fillIn,
    chooseStatus,
    askBeforeMoving,
    choosePercent,
    saveTypedPercent,
    confirmMove,
    save,
    renew,
    ask,
    line: createLineStart(ask),
    isDraftKept: draft.isKept,
    addQuickAction(action) {
      view.value = { ...view.value, quickActions: [...view.value.quickActions, action] };
    },
    enter(field, entry) {
      isTouched = true;
      draft.enter(field, entry);
      forgetErrors((key) => key === field.key);
    },
    discard() {
      draft.discard();
      forgetErrors(() => true);
      saves.notice.value = null;
    },
  };
}

// Returns the advice unless the deal already has the suggested status or close date.
function showableAdvice({ advice, opportunity: { values } }: DealView): DealView['advice'] {
  const present = [values.status_id, dayOfDate(values.date_won)];
  return present.includes(advice?.suggestion.target || null) ? undefined : advice;
}

// Checks whether another window has left a draft or a save that this editor was opened without.
function isBegunElsewhere(fresh: DealView, opened: DealView): boolean {
  const isDamaged = fresh.isDraftDamaged === true && opened.isDraftDamaged !== true;
  const isTyped = fresh.draft !== null && fresh.draft.savedAt !== opened.draft?.savedAt;
  return isDamaged || isTyped || (fresh.pending !== null && fresh.pending.id !== opened.pending?.id);
}
