import { type Browser, browser } from 'wxt/browser';
import { confidencePresets } from '../../lib/opportunity/confidence.ts';
import type { Patch, Pipeline, StatusType } from '../../lib/opportunity/opportunity.ts';
import { builtMenu, menuPipelines } from '../../lib/storage/items.ts';
import { type MessageName, text } from '../../lib/text.ts';

/** What a menu item stands for; kept in its id, because a sleeping worker remembers nothing else. */
export type MenuChoice =
  | { kind: (typeof plainItems)[number]['id'] }
  | { kind: 'change'; patch: Patch; statusType: StatusType };

// Items without a value of their own, in the order they are shown under the two submenus.
const plainItems = [
  { id: 'edit', name: 'menuEdit' },
  { id: 'copy-id', name: 'menuCopyId' },
  { id: 'copy-lead-link', name: 'menuCopyLeadLink' },
  { id: 'open-in-close', name: 'openInClose' },
  { id: 'undo-last-change', name: 'menuUndo' },
] as const satisfies { id: string; name: MessageName }[];

type Item = Browser.contextMenus.CreateProperties;

const contexts: NonNullable<Item['contexts']> = ['page', 'link', 'selection', 'editable'];

/** Makes the menu where this browser session has none yet: a freshly loaded extension has no items. */
export async function ensureMenu(): Promise<void> {
  if ((await builtMenu.read()) === '') await rebuildMenu(await menuPipelines.read());
}

/** Makes the menu from these pipelines, unless it was made from the same ones already. */
export async function rebuildMenu(pipelines: Pipeline[]): Promise<void> {
  await navigator.locks.request('menu', async () => {
    const signature = JSON.stringify(pipelines);
    if ((await builtMenu.read()) === signature) return;
    await browser.contextMenus.removeAll();
    for (const item of menuItems(pipelines)) browser.contextMenus.create({ contexts, ...item });
    await menuPipelines.write(pipelines);
    await builtMenu.write(signature);
  });
}

/** What was clicked, or undefined for an item of an older version. */
export function readChoice(menuItemId: string | number): MenuChoice | undefined {
  const [kind, value = '', type = ''] = String(menuItemId).split(':');
  const plain = plainItems.find(({ id }) => id === menuItemId);
  if (plain) return { kind: plain.id };
  if (kind === 'confidence')
    return { kind: 'change', patch: { confidence: Number(value) }, statusType: 'active' };
  if (kind !== 'status' || !value.startsWith('stat_')) return undefined;
  const statusType = type === 'won' || type === 'lost' ? type : 'active';
  return { kind: 'change', patch: { status_id: value }, statusType };
}

function menuItems(pipelines: Pipeline[]): Item[] {
  const titled = (id: string, name: MessageName, parentId?: string): Item => ({
    id,
    title: text(name),
    ...(parentId !== undefined && { parentId }),
  });
  return [
    titled('root', 'product'),
    ...(pipelines.length > 0 ? [titled('statuses', 'menuSetStatus', 'root')] : []),
    ...pipelines.flatMap((pipeline) => pipelineItems(pipeline, pipelines.length > 1)),
    titled('confidences', 'menuSetConfidence', 'root'),
    ...confidencePresets.map((percent) => ({
      id: `confidence:${percent}`,
      title: `${percent}%`,
      parentId: 'confidences',
    })),
    ...plainItems.map(({ id, name }) => titled(id, name, 'root')),
  ];
}

// With one pipeline its statuses stand in the menu directly, one level less to walk through.
function pipelineItems({ id, name, statuses }: Pipeline, isOneOfSeveral: boolean): Item[] {
  const parentId = isOneOfSeveral ? `pipeline:${id}` : 'statuses';
  const items = statuses.map(({ id: statusId, label, type }) => ({
    id: `status:${statusId}:${type}`,
    title: escapeTitle(type === 'active' ? label : `${label}…`),
    parentId,
  }));
  return isOneOfSeveral
    ? [{ id: parentId, title: escapeTitle(name), parentId: 'statuses' }, ...items]
    : items;
}

// In menu titles `&` marks a shortcut key and `%s` stands for the selection.
function escapeTitle(title: string): string {
  return title.replaceAll('&', '&&').replaceAll('%s', '% s');
}
