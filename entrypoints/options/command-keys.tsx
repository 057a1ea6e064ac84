import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { type CommandKey, CommandKeys, type SlotChoices } from '../../components/options/CommandKeys.tsx';
import type { Pipeline } from '../../lib/model/pipeline.ts';
import type { QuickAction } from '../../lib/model/quick-action.ts';
import { confidencePresets } from '../../lib/opportunity/confidence.ts';
import { confidenceActionId, plainActions, statusActionId } from '../../lib/quick-actions/built-in.ts';
import { text } from '../../lib/wording/text.ts';

const keys = signal<CommandKey[]>([]);

/** Reads the commands' current keys from the browser, because the user changes them on one of its own pages. */
export async function readKeys(): Promise<void> {
  const { commands = {} } = browser.runtime.getManifest();
  keys.value = (await browser.commands.getAll()).map(({ name = '', description, shortcut }) => ({
    command: name,
    name: description || text('commandOpen'),
    shortcut: shortcut ?? '',
    suggested: commands[name]?.suggested_key?.default ?? '',
  }));
}

function slotChoices(own: readonly QuickAction[], pipelines: readonly Pipeline[]): SlotChoices {
  const groups = [
    { group: text('ownActions'), actions: own.map(({ id, name }) => ({ id, name })) },
    {
      group: text('builtInActions'),
      actions: plainActions.map(({ id, name }) => ({ id: String(id), name: text(name) })),
    },
    ...pipelines.map(({ name, statuses }) => ({
      group: `${text('menuSetStatus')} · ${name}`,
      actions: statuses.map(({ id, label }) => ({ id: statusActionId(id), name: label })),
    })),
    {
      group: text('menuSetConfidence'),
      actions: confidencePresets.map((percent) => ({
        id: confidenceActionId(percent),
        name: `${percent} %`,
      })),
    },
  ];
  return groups.filter(({ actions }) => actions.length > 0);
}

type Props = {
  own: readonly QuickAction[];
  slots: readonly (string | null)[];
  pipelines: readonly Pipeline[];
  onBind(slot: number, actionId: string | null): void;
};

/** Connects the section of keyboard commands to the browser and to the quick actions. */
export function KeysPart({ own, slots, pipelines, onBind }: Props) {
  return (
    <CommandKeys
      keys={keys.value}
      slots={slots}
      choices={slotChoices(own, pipelines)}
      onBind={onBind}
      onOpenShortcuts={() => void browser.tabs.create({ url: 'chrome://extensions/shortcuts' })}
    />
  );
}
