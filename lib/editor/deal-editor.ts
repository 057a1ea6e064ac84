import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { canonical } from '../base/canonical-json.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealView } from '../model/deal-view.ts';
import type { Patch, Values } from '../model/field-value.ts';
import type { OpenedFor } from '../model/opened-for.ts';
import type { Status } from '../model/pipeline.ts';
import { type Field, listFields, mayEdit, statusField, withPeople } from '../opportunity/fields.ts';
import { touchedFields, valueIn } from '../opportunity/values.ts';
import type { Words } from '../wording/describe-change.ts';
import { type Closing, closingPatch, findReason, startClosing } from './closing.ts';
import { createDraft, type DealDraft } from './draft.ts';
import { createPeople, type People } from './people.ts';
import { createPinning, type Pinning } from './pinning.ts';
import { createSaving, type Saving } from './saving.ts';

/** One deal being edited: what Close said, what was touched, and how saving goes. Components only show it. */
export type DealEditor = Pick<
  DealDraft,
  'entries' | 'values' | 'ready' | 'changed' | 'overtaken' | 'isRestored' | 'entryOf' | 'enter'
> &
  Omit<Saving, 'send' | 'choose' | 'forgetErrors'> & {
    view: ReadonlySignal<DealView>;
    fields: ReadonlySignal<Field[]>;
    /** Whether the deal belongs to somebody else and the user may edit own deals only. */
    isLocked: ReadonlySignal<boolean>;
    /** Who may be named in fields of people. */
    people: People;
    pinning: Pinning;
    /** What values are called: the catalog, and names by id. */
    words: ReadonlySignal<Words>;
    /** False where the browser does not store what is typed. */
    isDraftKept: ReadonlySignal<boolean>;
    /** Won and lost ask for a date first; this is what is asked. */
    closing: Signal<Closing | null>;
    /** Saves these values at once and alone, or enters them into the draft where the user wants to be asked. */
    choose(patch: Patch): Promise<void>;
    chooseStatus(status: Status): Promise<void>;
    /** Asks what has to be asked before a deal is won or lost; `wished` is what else is to be saved with it. */
    askBeforeClosing(status: Status, wished?: Patch): void;
    /** Chooses a preset; what was typed into the percentage gives way to it. */
    choosePercent(percent: number): Promise<void>;
    confirmClosing(): Promise<void>;
    /** Saves what was typed; does nothing where an entry cannot be sent. */
    save(): Promise<void>;
    discard(): void;
    /**
     * Goes on with the deal as it was read now, with all that was typed, chosen and sent meanwhile. False where that is
     * another deal, or something waits for it that only an editor made anew takes up.
     */
    renew(fresh: DealView): boolean;
  };

type Asking = { ask: typeof askBackground };

/** An editor for a deal as it was just read. `pageOf` gives the page it is bound to, null where the user named it. */
export function createDealEditor(
  opened: DealView,
  pageOf: () => OpenedFor | null,
  { ask }: Asking,
): DealEditor {
  const view = signal(opened);
  const underWay = signal<Values>({});
  const known = computed(() => ({ ...view.value.opportunity.values, ...underWay.value }));
  const { asksBeforeSaving, closingReasons } = opened.preferences;
  const closing = signal<Closing | null>(null);
  const people = createPeople(view, ask);
  const pinning = createPinning(view, ask);
  const words = computed(() => ({ ...view.value.catalog, names: people.names.value }));
  const isLocked = computed(() => !mayEdit(view.value.opportunity.values, view.value.connection));
  const fields = computed(() => {
    const { opportunity, catalog, connection } = view.value;
    const listed = listFields(opportunity, catalog.customFields, connection);
    return [statusField(catalog.pipelines), ...withPeople(listed, people.known.value, opportunity.values)];
  });
  const draft = createDraft({ view, known, fields, ask });
  const saving = createSaving({ view, underWay, known, draft, words, pageOf, ask });
  const { values, entries, ready, changed, overtaken, isRestored, entryOf } = draft;
  const { send, forgetErrors, choose: saveAtOnce, ...saves } = saving;
  let isTouched = false;

  async function choose(patch: Patch): Promise<void> {
    if (isLocked.value) return;
    isTouched = true;
    const touched = touchedFields(patch);
    if (asksBeforeSaving && draft.enterPatch(patch)) {
      forgetErrors((key) => touched.includes(key));
      return;
    }
    draft.drop(touched);
    await saveAtOnce(patch);
  }

  async function chooseStatus(status: Status): Promise<void> {
    if (status.id === valueIn(values.value, 'status_id')) return;
    if (status.type === 'active') await choose({ status_id: status.id });
    else askBeforeClosing(status);
  }

  function askBeforeClosing(status: Status, wished?: Patch): void {
    if (isLocked.value) return;
    const { organizationId, currency } = view.value.opportunity;
    const field = findReason(status, fields.value, closingReasons[organizationId]);
    const reason = field ? { field, entry: entryOf(field) } : null;
    isTouched = true;
    closing.value = startClosing(status, values.value, currency, new Date(), reason, wished);
  }

  async function choosePercent(percent: number): Promise<void> {
    if (isLocked.value) return;
    if (!asksBeforeSaving) draft.drop(['confidence']);
    if (asksBeforeSaving || percent !== valueIn(values.value, 'confidence'))
      await choose({ confidence: percent });
  }

  // The dialog has asked already, so this is saved as one whole, also where the user wants to be asked.
  async function confirmClosing(): Promise<void> {
    const asked = closing.value;
    const patch = asked && closingPatch(asked, known.value, view.value.opportunity.currency);
    if (!patch) return;
    closing.value = null;
    await saveAtOnce(patch);
  }

  async function save(): Promise<void> {
    const { patch, problems } = ready.value;
    if (Object.keys(problems).length > 0 || Object.keys(patch).length === 0) return;
    await send(patch, draft.baseOf(patch));
  }

  function renew(fresh: DealView): boolean {
    const { opportunity } = view.value;
    if (fresh.opportunity.id !== opportunity.id) return false;
    // What was begun here goes on here; a draft or a save that Close's answer brings along is this editor's own then.
    const isBegunElsewhere = fresh.draft !== null || fresh.isDraftDamaged || fresh.pending !== null;
    // The browser's store gives back keys in an order of its own.
    const isSetOtherwise = canonical(fresh.preferences) !== canonical(opened.preferences);
    if (!isTouched && (isBegunElsewhere || isSetOtherwise)) return false;
    // What a save was answered with is newer than a reading that began before it.
    const isSaved = opportunity !== opened.opportunity;
    view.value = isSaved ? { ...fresh, opportunity } : fresh;
    return true;
  }

  return {
    ...saves,
    ...{ view, values, fields, isLocked, people, pinning, words, closing },
    ...{ entries, ready, changed, overtaken, isRestored, entryOf },
    ...{ choose, chooseStatus, askBeforeClosing, choosePercent, confirmClosing, save, renew },
    isDraftKept: draft.isKept,
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
