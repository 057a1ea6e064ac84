import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Words } from '../describe-change.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealView, OpenedFor } from '../messaging/contract.ts';
import { type Field, listFields, withPeople } from '../opportunity/fields.ts';
import type { Status, Values } from '../opportunity/opportunity.ts';
import { valueIn } from '../opportunity/values.ts';
import { type Closing, closingPatch, startClosing } from './closing.ts';
import { createDraft, type DealDraft } from './draft.ts';
import { createPeople, type People } from './people.ts';
import { createPinning, type Pinning } from './pinning.ts';
import { createSaving, type Saving } from './saving.ts';

/** One deal being edited: what Close said, what was touched, and how saving goes. Components only show it. */
export type DealEditor = Pick<DealDraft, 'entries' | 'ready' | 'overtaken' | 'isRestored' | 'entryOf'> &
  Omit<Saving, 'send' | 'forgetErrors'> & {
    view: ReadonlySignal<DealView>;
    /** What is shown: Close's values, and over them what is being saved. */
    values: ReadonlySignal<Values>;
    fields: ReadonlySignal<Field[]>;
    /** Who may be named in fields of people. */
    people: People;
    pinning: Pinning;
    /** What values are called: the catalog, and names by id. */
    words: ReadonlySignal<Words>;
    /** False where the browser does not store what is typed. */
    isDraftKept: ReadonlySignal<boolean>;
    /** Won and lost ask for a date first; this is what is asked. */
    closing: Signal<Closing | null>;
    enter: DealDraft['enter'];
    chooseStatus(status: Status): Promise<void>;
    /** Saves a preset at once; what was typed into the percentage gives way to it. */
    choosePercent(percent: number): Promise<void>;
    confirmClosing(): Promise<void>;
    /** Saves what was typed; does nothing where an entry cannot be sent. */
    save(): Promise<void>;
    discard(): void;
  };

type Asking = { ask: typeof askBackground };

/** An editor for a deal as it was just read. `openedFor` is the page that named it, null where the user did. */
export function createDealEditor(opened: DealView, openedFor: OpenedFor | null, { ask }: Asking): DealEditor {
  const view = signal(opened);
  const underWay = signal<Values>({});
  const closing = signal<Closing | null>(null);
  const people = createPeople(view, ask);
  const pinning = createPinning(view, ask);
  const words = computed(() => ({ ...view.value.catalog, names: people.names.value }));
  const values = computed(() => ({ ...view.value.opportunity.values, ...underWay.value }));
  const fields = computed(() =>
    withPeople(
      listFields(view.value.opportunity, view.value.catalog.customFields, view.value.connection),
      people.known.value,
      view.value.opportunity.values,
    ),
  );
  const draft = createDraft({ view, values, fields, ask });
  const saving = createSaving({ view, underWay, values, draft, words, openedFor, ask });
  const { entries, ready, overtaken, isRestored, entryOf } = draft;
  const { send, forgetErrors, ...saves } = saving;

  async function chooseStatus(status: Status): Promise<void> {
    if (status.id === valueIn(values.value, 'status_id')) return;
    if (status.type === 'active') await saves.choose({ status_id: status.id });
    else closing.value = startClosing(status, values.value, view.value.opportunity.currency, new Date());
  }

  async function choosePercent(percent: number): Promise<void> {
    draft.drop(['confidence']);
    if (percent !== valueIn(values.value, 'confidence')) await saves.choose({ confidence: percent });
  }

  async function confirmClosing(): Promise<void> {
    const asked = closing.value;
    const patch = asked && closingPatch(asked, values.value, view.value.opportunity.currency);
    if (!patch) return;
    closing.value = null;
    await saves.choose(patch);
  }

  async function save(): Promise<void> {
    const { patch, problems } = ready.value;
    if (Object.keys(problems).length > 0 || Object.keys(patch).length === 0) return;
    await send(patch, draft.baseOf(patch));
  }

  return {
    ...saves,
    ...{ view, values, fields, people, pinning, words, closing },
    ...{ entries, ready, overtaken, isRestored, entryOf },
    ...{ chooseStatus, choosePercent, confirmClosing, save },
    isDraftKept: draft.isKept,
    enter(field, entry) {
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
