import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { ConnectionList } from '../messaging/contract.ts';
import type { Problem } from '../model/problem.ts';
import { type AttentionRule, defaultTableSettings, type TableSettings } from '../model/table-settings.ts';
import { type AttentionReason, attentionDay, countReasons, findReasons } from '../opportunity/attention.ts';
import { localDay } from '../opportunity/dates.ts';
import type { BulkEditModel, OpenSource } from './bulk-edit.ts';
import { createRowFilter } from './row-filter.ts';
import type { Sheet } from './sheet.ts';
import { type SortColumn, sortRows } from './sort-rows.ts';
import { hasResult, isClosed, type Row } from './table-rows.ts';

/** A colleague whose deals the user may edit. */
export type Colleague = { organizationId: string; userId: string; name: string };

/** The open deals of a user in the table: which of them need attention, which are hidden, and in which order. */
export type OpenDeals = {
  /** Whether the table lists open deals. */
  isShown: ReadonlySignal<boolean>;
  settings: ReadonlySignal<TableSettings>;
  onlyAttention: Signal<boolean>;
  showsSnoozed: Signal<boolean>;
  snoozed: ReadonlySignal<Readonly<Record<string, string>>>;
  /** The text that the rows are filtered by. */
  filter: Signal<string>;
  /** The rows to draw, in order. */
  visible: ReadonlySignal<readonly Row[]>;
  /** Open deals that are not snoozed, those of them that need attention, and how many for each rule. */
  counts: ReadonlySignal<{ all: number; attention: number; byRule: ReadonlyMap<AttentionRule, number> }>;
  sort: ReadonlySignal<{ column: SortColumn; isDescending: boolean } | null>;
  hasMore: ReadonlySignal<boolean>;
  unreadable: ReadonlySignal<number>;
  problem: ReadonlySignal<Problem | null>;
  colleagues: ReadonlySignal<readonly Colleague[]>;
  /** The colleague whose deals are listed, null for the user's own. */
  owner: ReadonlySignal<Colleague | null>;
  reasonsOf(row: Row): readonly AttentionReason[];
  isSnoozed(row: Row): boolean;
  /** Lists the user's open deals of every connected organization. */
  show(): Promise<void>;
  showMore(): Promise<void>;
  loadColleagues(): Promise<void>;
  chooseOwner(owner: Colleague | null): Promise<void>;
  setUp(change: Partial<TableSettings>): void;
  sortBy(column: SortColumn): void;
  /** The row with the focus, which stays although it is clean. */
  inUse: Signal<Row | null>;
  /** Whether the pointer is on the rows. Then only what the user asks for moves them. */
  hasPointer: Signal<boolean>;
  /** Tells the background from which days on the listed deals need attention. */
  tellDays(): void;
  /** Hides a deal until a day, `YYYY-MM-DD`; null ends that. */
  snooze(row: Row, until: string | null): void;
};

/** Creates the list of open deals for a table; asks nothing before `show`. */
export function createOpenDeals(ask: typeof askBackground, deals: BulkEditModel, sheet: Sheet): OpenDeals {
  const isShown = signal(false);
  const settings = signal<TableSettings>(defaultTableSettings);
  const onlyAttention = signal(false);
  const showsSnoozed = signal(false);
  const snoozed = signal<Readonly<Record<string, string>>>({});
  const inUse = signal<Row | null>(null);
  const hasPointer = signal(false);
  const hidden = signal<ReadonlySet<string>>(new Set());
  const sort = signal<{ column: SortColumn; isDescending: boolean } | null>(null);
  const ordered = signal<readonly Row[]>([]);
  const more = signal<readonly OpenSource[]>([]);
  const unreadable = signal(0);
  const problem = signal<Problem | null>(null);
  const connections = signal<ConnectionList['connections']>([]);
  const colleagues = signal<readonly Colleague[]>([]);
  const owner = signal<Colleague | null>(null);
  const filter = createRowFilter(deals.rows);

  // Rows keep their places while they are edited: they are sorted when they are added or when the user asks.
  effect(() => {
    ordered.value = sortRows(deals.rows.value, sort.value, settings.peek());
  });

  function reasonsOf({ view }: Row): readonly AttentionReason[] {
    if (!isShown.value || !view.value || isClosed(view.value)) return [];
    return findReasons(view.value.opportunity, settings.value, new Date());
  }

  function isSnoozed({ opportunityId }: Row): boolean {
    return (snoozed.value[opportunityId] ?? '') > localDay(new Date());
  }

  function isClean(row: Row): boolean {
    // A cell with a question, a problem or a save under way keeps its row.
    const isOpen = [...row.cells.value.values()].some(({ step }) => step !== 'saved');
    return !isOpen && row !== inUse.value && reasonsOf(row).length === 0;
  }

  // What the user asks for hides and shows rows at once. A row that became clean leaves as soon as nothing is moved from
  // under the pointer or the typed text.
  let requested: readonly unknown[] = [];
  effect(() => {
    const rows = deals.rows.value;
    const request = [
      rows,
      isShown.value,
      onlyAttention.value,
      showsSnoozed.value,
      snoozed.value,
      settings.value,
    ];
    const isRequested = request.some((each, place) => each !== requested[place]);
    requested = request;
    const isHeld = hasPointer.value || rows.some(({ editing }) => editing.value);
    const before = hidden.peek();
    const next = rows.filter((row) => {
      if (!isShown.value || row.proposal.value || !row.view.value) return false;
      if (isSnoozed(row)) return !showsSnoozed.value;
      // The result of a run stays to be read.
      const mayLeave =
        isRequested || before.has(row.opportunityId) || !(isHeld || hasResult(row.state.value));
      return onlyAttention.value && mayLeave && isClean(row);
    });
    if (next.length !== before.size || next.some(({ opportunityId }) => !before.has(opportunityId)))
      hidden.value = new Set(next.map(({ opportunityId }) => opportunityId));
  });

  async function list(sources: readonly OpenSource[]): Promise<void> {
    const listed = await deals.list(sources);
    more.value = listed.more;
    problem.value = listed.problem;
    unreadable.value += listed.unreadable;
    snoozed.value = { ...snoozed.value, ...listed.snoozed };
    const rows = new Map(deals.rows.value.map((row) => [row.opportunityId, row]));
    for (const operation of listed.pending) {
      const row = rows.get(operation.opportunityId);
      if (row) sheet.follow(row, operation);
    }
    tellDays();
  }

  // For the count on the toolbar button, which then needs no deals.
  function tellDays(): void {
    if (!isShown.value || owner.value) return;
    const now = new Date();
    const days = deals.rows.value.flatMap((row) => {
      const shown = row.view.value;
      if (!shown || isClosed(shown)) return [];
      const day = attentionDay(shown.opportunity, settings.value, now);
      const until = snoozed.value[row.opportunityId] ?? '';
      return day ? [[day, until].sort().at(-1) ?? day] : [];
    });
    void ask('table.seen', { days });
  }

  async function start(): Promise<void> {
    const chosen = owner.value;
    await list(
      chosen
        ? [{ organizationId: chosen.organizationId, userId: chosen.userId, skip: 0 }]
        : connections.value.map(({ organizationId, userId }) => ({ organizationId, userId, skip: 0 })),
    );
  }

  return {
    isShown,
    settings,
    onlyAttention,
    showsSnoozed,
    snoozed,
    sort,
    unreadable,
    problem,
    colleagues,
    owner,
    reasonsOf,
    isSnoozed,
    inUse,
    hasPointer,
    tellDays,
    hasMore: computed(() => more.value.length > 0),
    filter: filter.typed,
    visible: computed(() =>
      ordered.value.filter((row) => !hidden.value.has(row.opportunityId) && !filter.hidden.value.has(row)),
    ),
    counts: computed(() => {
      const rows = deals.rows.value.filter(
        (row) => row.view.value && !isClosed(row.view.value) && !isSnoozed(row),
      );
      const reasons = rows.map(reasonsOf);
      const attention = reasons.filter((each) => each.length > 0).length;
      return { all: rows.length, attention, byRule: countReasons(reasons) };
    }),
    async show() {
      const [stored, connected] = await Promise.all([ask('table.settings', {}), ask('connection.list', {})]);
      if (stored.ok) settings.value = stored.value;
      isShown.value = true;
      if (!connected.ok) problem.value = connected.problem;
      else if (connected.value.connections.length === 0) problem.value = { kind: 'not-connected' };
      else {
        connections.value = connected.value.connections;
        await start();
      }
    },
    showMore: () => list(more.value),
    async loadColleagues() {
      if (colleagues.value.length > 0) return;
      const open = connections.value.filter(({ editsOthers }) => editsOthers !== false);
      const lists = await Promise.all(
        open.map(async ({ organizationId, userId: own }) => {
          const answer = await ask('users.list', { organizationId });
          const others = answer.ok ? answer.value.filter(({ id }) => id !== own) : [];
          return others.map(({ id, name }) => ({ organizationId, userId: id, name }));
        }),
      );
      colleagues.value = lists.flat();
    },
    async chooseOwner(chosen) {
      // Deals with a save under way stay until it has ended.
      deals.drop(({ cells }) => [...cells.value.values()].every(({ step }) => step === 'saved'));
      unreadable.value = 0;
      owner.value = chosen;
      await start();
    },
    setUp(change) {
      settings.value = { ...settings.value, ...change };
      void ask('table.set-up', { settings: settings.value }).then(tellDays);
    },
    sortBy(column) {
      const isSame = sort.value?.column === column;
      sort.value = { column, isDescending: isSame && sort.value?.isDescending === false };
    },
    snooze(row, until) {
      const { opportunityId } = row;
      const { [opportunityId]: _former, ...others } = snoozed.value;
      snoozed.value = until === null ? others : { ...others, [opportunityId]: until };
      void ask('deal.snooze', { opportunityId, until });
    },
  };
}
