import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { SettingsSection } from '../../../components/options/SettingsSection.tsx';
import { downloadFile } from '../../../lib/base/download-file.ts';
import { ask, type Question } from '../../../lib/messaging/ask.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { createQuickActions } from '../../../lib/options/quick-actions.ts';
import { createSettingsTransfer } from '../../../lib/options/settings-transfer.ts';
import type { Settings } from '../../../lib/settings/settings.ts';
import { writeSettingsFile } from '../../../lib/settings/settings-file.ts';
import { pins, preferences, quickActions } from '../../../lib/storage/items.ts';
import { browser } from '../harness/fake-browser.ts';
import { show } from '../harness/show.tsx';
import { later, warmer } from '../samples/quick-actions.tsx';

const { notifies: _permission, syncsSettings: _sync, ...others } = defaultPreferences;
const here: Settings = {
  preferences: { ...others, toolbarOpens: 'panel' },
  pins: { pipe_sales: ['note'] },
  quickActions: { own: [warmer], slots: [null, null, null, null] },
};

/** The settings sent to the background, and its answers. */
let written: unknown[];
let answer: unknown;
let isUsable: unknown;

beforeEach(async () => {
  browser.reset();
  await preferences.write({ ...defaultPreferences, ...here.preferences });
  await pins.write(here.pins);
  await quickActions.write(here.quickActions);
  written = [];
  answer = success(null);
  isUsable = success(defaultPreferences);
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async (question: unknown) => {
    const { name, input } = question as Question;
    if (name !== 'settings.write') return isUsable;
    written.push(input);
    return answer;
  });
  const transfer = createSettingsTransfer({
    ask,
    download: downloadFile,
    actions: createQuickActions({ ask, confidences: signal([]), download: downloadFile }),
  });
  show(
    <SettingsSection
      preview={transfer.preview}
      message={transfer.message}
      canUndo={transfer.canUndo}
      onExport={() => void transfer.exportFile()}
      onChoose={(file) => void transfer.importFile(file)}
      onImport={() => void transfer.confirmImport()}
      onCancelImport={transfer.cancelImport}
      onUndo={() => void transfer.undoImport()}
    />,
    'options',
  );
});

const chooser = () => page.getByLabelText('Import settings…');
const status = page.getByRole('status');
const says = (sentence: string) => expect.element(status.getByText(sentence, { exact: false })).toBeVisible();
const undo = page.getByRole('button', { name: 'Undo' });

async function choose(content: string): Promise<void> {
  await userEvent.upload(chooser(), new File([content], 'settings.json', { type: 'application/json' }));
}

const dialog = page.getByRole('dialog', { name: 'Import settings' });
const confirm = () => dialog.getByRole('button', { name: 'Import' }).click();
const file: Settings = {
  preferences: { ...others, asksBeforeSaving: true },
  pins: { pipe_renewals: ['value'] },
  quickActions: { own: [later], slots: ['own:later', null, null, null] },
};

describe('imported settings', () => {
  it('are listed before anything changes, and nothing changes on Cancel', async () => {
    await choose(writeSettingsFile(file));
    const items = (group: string) =>
      dialog
        .getByRole('list', { name: group })
        .getByRole('listitem')
        .elements()
        .map((item) => item.textContent);
    await expect.element(dialog).toBeVisible();
    expect(items('Quick actions')).toEqual(['Next monthNewEstimated close: +1 month']);
    expect(items('Keyboard shortcuts')).toEqual(['Quick action 1None → Next month']);
    expect(items('General')).toEqual([
      'Save only when I press SaveOff → On',
      'Toolbar icon opensSide panel → Popup',
      'Pinned fields in \u2068pipe_renewals\u2069Not set → Value',
    ]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(dialog.query()).toBeNull();
    expect([written, undo.query()]).toEqual([[], null]);
  });

  it('isolate names of the other direction on each side', async () => {
    await quickActions.write({ own: [{ ...warmer, name: 'חם' }], slots: ['own:warmer', null, null, null] });
    const own = [{ ...later, name: 'לקוח' }];
    await choose(
      writeSettingsFile({ ...file, quickActions: { own, slots: ['own:later', null, null, null] } }),
    );
    const listed = dialog.getByRole('list', { name: 'Keyboard shortcuts' }).getByRole('listitem');
    await expect.element(listed).toBeVisible();
    const item = listed.element();
    const [before = Number.NaN, after = Number.NaN] = ['חם', 'לקוח'].map((name) => {
      const value = [...item.querySelectorAll('bdi')].find(({ textContent }) => textContent === name);
      return value?.getBoundingClientRect().left;
    });
    expect(before).toBeLessThan(after);
  });

  it('are merged with the existing ones, and the import can be undone', async () => {
    await choose(writeSettingsFile(file));
    await confirm();
    await says('Settings imported.');
    const together = {
      preferences: file.preferences,
      pins: { ...here.pins, ...file.pins },
      quickActions: { own: [warmer, later], slots: file.quickActions.slots },
    };
    expect(written).toEqual([together]);
    await undo.click();
    await says('Import undone. Your previous settings are back.');
    expect(written).toEqual([together, here]);
    expect(undo.query()).toBeNull();
  });

  it('contain the valid parts of the file, and the invalid ones are counted', async () => {
    const file = JSON.parse(writeSettingsFile(here));
    await choose(JSON.stringify({ ...file, quickActions: [later, { name: 'x' }, null] }));
    await confirm();
    await says("Settings imported. Skipped 2 entries that couldn't be read.");
  });

  it.each([
    ['is a file of another kind', '{"of": "something else"}', "This isn't a Quick Edit settings file."],
    ['is not JSON', 'a deal', "This isn't a Quick Edit settings file."],
    [
      'is of a newer version',
      JSON.stringify({ ...JSON.parse(writeSettingsFile(here)), version: 2 }),
      'This file comes from a newer version. Update Quick Edit, then import it again.',
    ],
    [
      'contains nothing valid',
      JSON.stringify({ ...JSON.parse(writeSettingsFile(here)), preferences: 1, pins: 1, quickActions: [1] }),
      "Couldn't read any settings in this file.",
    ],
  ])('are none if the file %s', async (_what, content, sentence) => {
    await choose(content);
    await says(sentence);
    expect(written).toEqual([]);
    expect(undo.query()).toBeNull();
  });

  it('are none if the file dialog is cancelled', async () => {
    await choose('a deal');
    await says("This isn't a Quick Edit settings file.");
    const input = chooser().element() as HTMLInputElement;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    input.dispatchEvent(new Event('cancel', { bubbles: true }));
    await says("This isn't a Quick Edit settings file.");
    expect(written).toEqual([]);
  });

  it('can come from the same file again after it was changed', async () => {
    await choose('a deal');
    await says("This isn't a Quick Edit settings file.");
    expect((chooser().element() as HTMLInputElement).value).toBe('');
    await choose(writeSettingsFile(here));
    await says('Nothing to import: your settings already match this file.');
  });

  it('are reported as not stored if the browser refuses them', async () => {
    answer = failure({ kind: 'storage' });
    await choose(writeSettingsFile(file));
    await confirm();
    await says("Not saved: the browser's storage is full or unavailable. Try again.");
  });

  it('are neither imported nor exported if the store cannot be used', async () => {
    isUsable = failure({ kind: 'store-newer' });
    const createUrl = vi.spyOn(URL, 'createObjectURL');
    await page.getByRole('button', { name: 'Export settings' }).click();
    await says("Chrome can't read Quick Edit's data, so nothing can be saved.");
    expect(createUrl).not.toHaveBeenCalled();
    await choose('a deal');
    await says("This isn't a Quick Edit settings file.");
    await choose(writeSettingsFile(here));
    await says("Chrome can't read Quick Edit's data, so nothing can be saved.");
    expect(written).toEqual([]);
  });
});
