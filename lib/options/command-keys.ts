import { type ReadonlySignal, signal } from '@preact/signals';
import type { Pipeline } from '../model/pipeline.ts';
import type { QuickAction } from '../model/quick-action.ts';
import { confidenceActionId, plainActions, statusActionId } from '../quick-actions/built-in.ts';
import { formatPercent } from '../wording/percent.ts';
import { text } from '../wording/text.ts';

/** A keyboard command as the browser reports it. */
export type CommandKey = {
  command: string;
  name: string;
  /** The shortcut, "" if no key is bound. */
  shortcut: string;
  /** The shortcut that the manifest suggests, "" if it suggests none. */
  suggested: string;
};

/** Quick actions that a command slot can be bound to, in groups. */
export type SlotChoices = { group: string; actions: { id: string; name: string }[] }[];

/** The keyboard commands and their keys. */
export type CommandKeysModel = {
  keys: ReadonlySignal<readonly CommandKey[]>;
  /** Reads the keys from the browser, because the user changes them on one of its own pages. */
  read(): Promise<void>;
};

type Dependencies = {
  /** Lists the commands as the browser has them now. */
  listCommands(): Promise<{ name?: string; description?: string; shortcut?: string }[]>;
  /** Returns the key that the manifest suggests for a command. */
  suggestedKey(command: string): string | undefined;
};

/** Creates the model of the keyboard commands. */
export function createCommandKeys({ listCommands, suggestedKey }: Dependencies): CommandKeysModel {
  const keys = signal<readonly CommandKey[]>([]);
  return {
    keys,
    async read() {
      keys.value = (await listCommands()).map(({ name = '', description, shortcut }) => ({
        command: name,
        name: description || text('commandOpen'),
        shortcut: shortcut ?? '',
        suggested: suggestedKey(name) ?? '',
      }));
    },
  };
}

/** Lists the quick actions for a command slot: `own` under the ids they run by, then the built-in ones. */
export function slotChoices(
  own: readonly QuickAction[],
  pipelines: readonly Pipeline[],
  percents: readonly number[],
): SlotChoices {
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
      actions: percents.map((percent) => ({
        id: confidenceActionId(percent),
        name: formatPercent(percent),
      })),
    },
  ];
  return groups.filter(({ actions }) => actions.length > 0);
}
