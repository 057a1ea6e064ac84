import { type Browser, browser } from 'wxt/browser';
import { exclusively } from '../../../lib/base/with-lock.ts';
import type { Pipeline } from '../../../lib/model/pipeline.ts';
import type { QuickAction } from '../../../lib/model/quick-action.ts';
import { confidencePresets } from '../../../lib/opportunity/confidence.ts';
import { confidenceActionId, plainActions, statusActionId } from '../../../lib/quick-actions/built-in.ts';
import { readQuickActions } from '../../../lib/settings/presets.ts';
import { builtMenu, connections, menuPipelines, tickedItems } from '../../../lib/storage/items.ts';
import { type MessageName, text } from '../../../lib/wording/text.ts';

// Items that change no field, in the order they are shown under the quick actions.
const plainItems = [
  { id: 'edit', name: 'menuEdit' },
  { id: 'copy-id', name: 'menuCopyId' },
  { id: 'copy-lead-link', name: 'menuCopyLeadLink' },
  { id: 'open-in-close', name: 'openInClose' },
  { id: 'undo-last-change', name: 'menuUndo' },
] as const satisfies { id: string; name: MessageName }[];

export type PlainItem = (typeof plainItems)[number]['id'];

type Item = Browser.contextMenus.CreateProperties;

// On the toolbar button only six items may stand side by side; under one root there may be any number.
const contexts: NonNullable<Item['contexts']> = ['page', 'link', 'selection', 'editable', 'action'];

/** Makes the menu where this browser session has none yet: a freshly loaded extension has no items. */
export async function ensureMenu(): Promise<void> {
  if ((await builtMenu.read()) === '') await rebuildMenu(await menuPipelines.read());
}

/** Makes the menu from these pipelines and the own quick actions, unless it was made from the same ones already. */
export async function rebuildMenu(pipelines: Pipeline[]): Promise<void> {
  await exclusively('menu', async () => {
    const [{ own }, connected] = await Promise.all([readQuickActions(), connections.read()]);
    const usable = own.filter(
      ({ appliesTo: { organizationId } }) =>
        organizationId === null || connected.some((each) => each.organizationId === organizationId),
    );
    const items = menuItems(pipelines, usable);
    const signature = JSON.stringify(items);
    if ((await builtMenu.read()) === signature) return;
    // Under the lock of the checkmarks, or one that is just set would be remembered of an item that was replaced.
    await exclusively('ticks', async () => {
      await browser.contextMenus.removeAll();
      for (const item of items) browser.contextMenus.create({ contexts, ...item });
      await tickedItems.remove();
    });
    await menuPipelines.write(pipelines);
    await builtMenu.write(signature);
  });
}

/** Which item that changes no field was clicked, or undefined. */
export function findPlainItem(menuItemId: string | number): PlainItem | undefined {
  return plainItems.find(({ id }) => id === menuItemId)?.id;
}

// The id of an item that carries out a quick action is that action's, since a sleeping worker remembers nothing else.
function menuItems(pipelines: Pipeline[], own: readonly QuickAction[]): Item[] {
  const titled = (id: string, name: MessageName, parentId?: string): Item => ({
    id,
    title: text(name),
    ...(parentId !== undefined && { parentId }),
  });
  const line = (id: string): Item => ({ id, type: 'separator', parentId: 'root' });
  return [
    titled('root', 'product'),
    ...(pipelines.length > 0 ? [titled('statuses', 'menuSetStatus', 'root')] : []),
    ...pipelines.flatMap((pipeline) => pipelineItems(pipeline, pipelines.length > 1)),
    titled('confidences', 'menuSetConfidence', 'root'),
    ...confidencePresets.map((percent) =>
      tickable(confidenceActionId(percent), `${percent}%`, 'confidences'),
    ),
    ...own.map(({ id, name }) => ({ id, title: escapeTitle(name), parentId: 'root' })),
    ...plainActions.map(({ id, name }) => titled(id, name, 'root')),
    line('line'),
    ...plainItems.map(({ id, name }) => titled(id, name, 'root')),
  ];
}

// With one pipeline its statuses stand in the menu directly, one level less to walk through.
function pipelineItems({ id, name, statuses }: Pipeline, isOneOfSeveral: boolean): Item[] {
  const parentId = isOneOfSeveral ? `pipeline:${id}` : 'statuses';
  const items = statuses.map(({ id: statusId, label, type }) =>
    tickable(statusActionId(statusId), escapeTitle(type === 'active' ? label : `${label}…`), parentId),
  );
  return isOneOfSeveral
    ? [{ id: parentId, title: escapeTitle(name), parentId: 'statuses' }, ...items]
    : items;
}

// Of radio items Chrome always ticks one, also where the value is not known.
function tickable(id: string, title: string, parentId: string): Item {
  return { id, title, parentId, type: 'checkbox' };
}

// In menu titles `&` marks a shortcut key and `%s` stands for the selection.
function escapeTitle(title: string): string {
  return title.replaceAll('&', '&&').replaceAll('%s', '% s');
}
