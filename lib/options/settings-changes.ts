import { canonicalJson } from '../base/canonical-json.ts';
import { lookUp } from '../base/look-up.ts';
import type { Preferences } from '../model/preferences.ts';
import type { QuickAction } from '../model/quick-action.ts';
import type { Stage, Stages } from '../model/stages.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { ownActionId } from '../quick-actions/action-ids.ts';
import type { Settings } from '../settings/settings.ts';
import { fieldName, type Words } from '../wording/describe-change.ts';
import { describeStage } from '../wording/describe-stage.ts';
import { formatList } from '../wording/format-list.ts';
import { isolate } from '../wording/isolate.ts';
import { formatPercent } from '../wording/percent.ts';
import { type MessageName, text } from '../wording/text.ts';
import type { SlotChoices } from './command-keys.ts';

/** One setting that an import changes. */
export type SettingsChange = {
  /** The heading under which it is listed. */
  group: Extract<MessageName, 'quickActions' | 'keys' | 'preferences'>;
  name: string;
  /** Whether a quick action is new or replaces another one; "" for other settings. */
  remark: string;
  before: string[];
  after: string[];
};

/** Names what settings refer to by id. */
export type SettingsNames = {
  words: Words;
  /** Quick actions that a shortcut can run, by the ids they run by. */
  choices: SlotChoices;
  /** Describes a quick action with a line for each field. */
  describe(action: QuickAction): string[];
};

/** Lists the settings in which `next` differs from `current`. */
export function settingsChanges(current: Settings, next: Settings, names: SettingsNames): SettingsChange[] {
  return [
    ...actionChanges(current.quickActions.own, next.quickActions.own, names),
    ...slotChanges(current, next, names),
    ...preferenceChanges(current.preferences, next.preferences, names.words),
    ...pinChanges(current.pins, next.pins, names.words),
  ];
}

function actionChanges(
  current: readonly QuickAction[],
  next: readonly QuickAction[],
  { describe }: SettingsNames,
): SettingsChange[] {
  return next.flatMap((action) => {
    const replaced = current.find(({ id }) => id === action.id);
    if (isEqual(replaced, action)) return [];
    return {
      group: 'quickActions' as const,
      name: action.name,
      remark: replaced ? text('importReplaces', isolate(replaced.name)) : text('importNew'),
      before: replaced ? describe(replaced) : [],
      after: describe(action),
    };
  });
}

const slotNames = ['quickAction1', 'quickAction2', 'quickAction3', 'quickAction4'] as const;

function slotChanges(current: Settings, next: Settings, { choices }: SettingsNames): SettingsChange[] {
  function nameOf(id: string | null | undefined, { quickActions }: Settings): string {
    if (!id) return text('slotNone');
    const own = quickActions.own.find((action) => ownActionId(action) === id);
    const found = own ?? choices.flatMap(({ actions }) => actions).find((action) => action.id === id);
    return found?.name ?? text('slotGone');
  }
  return slotNames.flatMap((name, slot) => {
    const [before, after] = [current, next].map(({ quickActions }) => quickActions.slots[slot] ?? null);
    if (before === after) return [];
    return change('keys', text(name), [nameOf(before, current)], [nameOf(after, next)]);
  });
}

type SharedPreferences = Settings['preferences'];

/** How each preference is listed: its name, and its value in words. */
const preferenceTexts = {
  asksBeforeSaving: onOrOff,
  usesSingleKeys: onOrOff,
  remembersDeals: onOrOff,
  looksUpPeople: (value) =>
    text(
      ({ ask: 'looksUpPeopleAsk', always: 'looksUpPeopleAlways', never: 'looksUpPeopleNever' } as const)[
        value
      ],
    ),
  confidencePresets: (percents) => formatList(percents.map((percent) => formatPercent(percent))),
  toolbarOpens: (value) => text(({ popup: 'toolbarOpensPopup', panel: 'toolbarOpensPanel' } as const)[value]),
} satisfies {
  [Name in Exclude<keyof SharedPreferences, 'stages'>]: (value: Preferences[Name]) => string;
};

function onOrOff(isOn: boolean): string {
  return text(isOn ? 'switchedOn' : 'switchedOff');
}

function preferenceChanges(
  current: SharedPreferences,
  next: SharedPreferences,
  words: Words,
): SettingsChange[] {
  const names = Object.keys(preferenceTexts) as (keyof typeof preferenceTexts)[];
  const changed = names.flatMap((name) => {
    const say = preferenceTexts[name] as (value: unknown) => string;
    const [before, after] = [say(current[name]), say(next[name])];
    return before === after ? [] : change('preferences', text(name), [before], [after]);
  });
  return [...changed, ...stageChanges(current.stages, next.stages, words)];
}

function stageChanges(current: Stages, next: Stages, words: Words): SettingsChange[] {
  return Object.entries(next).flatMap(([statusId, stage]) => {
    const former = lookUp(current, statusId);
    if (isEqual(former, stage)) return [];
    const status = findStatus(words.pipelines, statusId)?.status.label ?? statusId;
    const say = (each: Stage | undefined) => (each ? describeStage(each, words) : [text('notSet')]);
    return change('preferences', text('importStage', isolate(status)), say(former), say(stage));
  });
}

function pinChanges(current: Settings['pins'], next: Settings['pins'], words: Words): SettingsChange[] {
  const say = (fields: readonly string[] = []) =>
    fields.length === 0 ? [text('notSet')] : fields.map((field) => fieldName(field, words));
  return Object.keys(next).flatMap((pipelineId) => {
    const [before, after] = [lookUp(current, pipelineId), lookUp(next, pipelineId)];
    if (isEqual(before ?? [], after)) return [];
    const pipeline = words.pipelines.find(({ id }) => id === pipelineId)?.name ?? pipelineId;
    return change('preferences', text('importPinned', isolate(pipeline)), say(before), say(after));
  });
}

function change(
  group: SettingsChange['group'],
  name: string,
  before: string[],
  after: string[],
): SettingsChange {
  return { group, name, remark: '', before, after };
}

function isEqual(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
