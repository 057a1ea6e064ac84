import { type Browser, browser } from 'wxt/browser';
import { withLock } from '../../../lib/base/with-lock.ts';
import type { Pipeline } from '../../../lib/model/pipeline.ts';
import type { QuickAction } from '../../../lib/model/quick-action.ts';
import { askingStatuses } from '../../../lib/opportunity/asking-statuses.ts';
import { confidenceActionId, plainActions, statusActionId } from '../../../lib/quick-actions/built-in.ts';
import { readPreferences, readQuickActions } from '../../../lib/settings/presets.ts';
import { builtMenu, connections, menuPipelines, shownCheckmarks } from '../../../lib/storage/items.ts';
import { formatPercent } from '../../../lib/wording/percent.ts';
import { type MessageName, text } from '../../../lib/wording/text.ts';
import { isLocked } from '../close/vault.ts';
import { checkmarkOf, showCheckmarks } from './menu-checkmarks.ts';

// Shown first, while the keys are locked.
const unlockItem = { id: 'unlock', name: 'menuUnlock' } as const satisfies { id: string; name: MessageName };

// Lists the items that change no field, in the order they are shown under the quick actions.
const plainItems = [
  { id: 'find-selection', name: 'menuFindSelection' },
  { id: 'edit', name: 'menuEdit' },
  { id: 'copy-id', name: 'menuCopyId' },
  { id: 'copy-lead-link', name: 'menuCopyLeadLink' },
  { id: 'open-in-close', name: 'openInClose' },
  { id: 'undo-last-change', name: 'menuUndo' },
  { id: 'my-open-deals', name: 'openDeals' },
] as const satisfies { id: string; name: MessageName }[];

// Where an item is not of use on everything that was clicked.
const plainContexts: Partial<Record<string, Item['contexts']>> = {
  'find-selection': ['selection'],
  'my-open-deals': ['action'],
};

export type PlainItem = (typeof plainItems)[number]['id'] | typeof unlockItem.id;

type Item = Browser.contextMenus.CreateProperties;

// All items are under one root, because the toolbar button's menu allows only six at the top level.
const contexts: NonNullable<Item['contexts']> = ['page', 'link', 'selection', 'editable', 'action'];

/** Builds the menu if this browser session has none, because a freshly loaded extension has no items. */
export async function ensureMenu(): Promise<void> {
  if ((await builtMenu.read()) === '') await rebuildMenu(await menuPipelines.read());
}

/** Builds the menu from these pipelines and the user's quick actions, unless it already shows them. */
export async function rebuildMenu(pipelines: Pipeline[]): Promise<void> {
  await withLock('menu', async () => {
    const [{ own }, connected, { confidencePresets, stages }, hasToUnlock] = await Promise.all([
      readQuickActions(),
      connections.read(),
      readPreferences(),
      isLocked(),
    ]);
    const usable = own.filter(
      ({ appliesTo: { organizationId } }) =>
        organizationId === null || connected.some((each) => each.organizationId === organizationId),
    );
    const items = menuItems(pipelines, usable, confidencePresets, askingStatuses(stages), hasToUnlock);
    const signature = JSON.stringify(items);
    if ((await builtMenu.read()) === signature) return;
    // Locked against `showCheckmarks`, which could otherwise store a checkmark for an item that was replaced.
    await withLock('checkmarks', async () => {
      await browser.contextMenus.removeAll();
      for (const item of items) browser.contextMenus.create({ contexts, ...item });
      await shownCheckmarks.remove();
    });
    await menuPipelines.write(pipelines);
    await builtMenu.write(signature);
  });
  await showCheckmarks();
}

/** Returns the id of a clicked item that changes no field, or undefined for other items. */
export function findPlainItem(menuItemId: string | number): PlainItem | undefined {
  return [unlockItem, ...plainItems].find(({ id }) => id === menuItemId)?.id;
}

// Uses a quick action's id as the id of its item, because a worker that sleeps keeps no other link between them.
function menuItems(
  pipelines: Pipeline[],
  own: readonly QuickAction[],
  confidencePresets: readonly number[],
  asking: readonly string[],
  hasToUnlock: boolean,
): Item[] {
  const titled = (id: string, name: MessageName, parentId?: string): Item => ({
    id,
    title: text(name),
    ...(parentId !== undefined && { parentId }),
  });
  const line = (id: string): Item => ({ id, type: 'separator', parentId: 'root' });
  return [
    titled('root', 'product'),
    ...(hasToUnlock ? [titled(unlockItem.id, unlockItem.name, 'root'), line('line-unlock')] : []),
    ...(pipelines.length > 0 ? [titled('statuses', 'menuSetStatus', 'root')] : []),
    ...pipelines.flatMap((pipeline) => pipelineItems(pipeline, pipelines.length > 1, asking)),
    titled('confidences', 'menuSetConfidence', 'root'),
    ...checkable(
      confidencePresets.map((percent) => ({
        id: confidenceActionId(percent),
        title: formatPercent(percent),
        parentId: 'confidences',
      })),
    ),
    ...own.map(({ id, name }) => ({ id, title: escapeTitle(name), parentId: 'root' })),
    ...plainActions.map(({ id, name }) => titled(id, name, 'root')),
    line('line'),
    ...plainItems.map(({ id, name }): Item => {
      const item = titled(id, name, 'root');
      const contexts = plainContexts[id];
      return contexts ? { ...item, contexts } : item;
    }),
  ];
}

// Lists the statuses of a single pipeline directly, which saves the user one level.
function pipelineItems(
  { id, name, statuses }: Pipeline,
  isOneOfSeveral: boolean,
  asking: readonly string[],
): Item[] {
  const parentId = isOneOfSeveral ? `pipeline:${id}` : 'statuses';
  const items = checkable(
    statuses.map(({ id: statusId, label, type }) => {
      const hasDialog = type !== 'active' || asking.includes(statusId);
      const title = escapeTitle(hasDialog ? `${label}…` : label);
      return { id: statusActionId(statusId), title, parentId };
    }),
  );
  return isOneOfSeveral
    ? [{ id: parentId, title: escapeTitle(name), parentId: 'statuses' }, ...items]
    : items;
}

// Puts a hidden item with a check mark before all of them for each, to be shown on the pages of deals with that value: an
// item can be checked on all pages only. Uses checkboxes, because Chrome always checks one radio item. Not on links, which
// act on another deal than the page's, and not on the toolbar button, where Chrome ignores the page's address.
function checkable(items: { id: string; title: string; parentId: string }[]): Item[] {
  const marks = items.map(
    ({ id, title, parentId }): Item => ({
      ...{ id: checkmarkOf(id), title, parentId, type: 'checkbox', checked: true, visible: false },
      contexts: ['page', 'selection', 'editable'],
    }),
  );
  return [...marks, ...items];
}

// Escapes `&` and `%s`, because menu titles read them as a shortcut key and as the selection.
function escapeTitle(title: string): string {
  return title.replaceAll('&', '&&').replaceAll('%s', '% s');
}
