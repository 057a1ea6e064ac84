import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { QuickActions } from '../../../lib/model/quick-action.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { createQuickActions } from '../../../lib/options/quick-actions.ts';
import { writeActionFile } from '../../../lib/quick-actions/action-file.ts';
import { action as actionOf, catalog, connection } from '../quick-actions/samples.ts';
import { resetBrowser, type Script, scriptedAsk, settled } from './scripted-ask.ts';

beforeEach(resetBrowser);

const named = (id: string) => ({ ...actionOf({ note: { how: 'clear' } }), id, name: id });
const [a, b, c] = [named('a'), named('b'), named('c')];
const slots = [null, null, null, null];

/** Creates the model of a device with actions a, b and c. */
function create(script: Script = {}, own = [a, b, c]) {
  let stored: QuickActions = { own, slots };
  const background = scriptedAsk({
    'quick-actions.read': () => success(stored),
    'quick-actions.write': (next) => {
      stored = next;
      return success(null);
    },
    'connection.list': () =>
      success({ connections: [{ ...connection, isOpen: true }], keyStorage: 'device', isLocked: false }),
    'catalog.read': () => success({ ...catalog, readAt: 0 }),
    'users.list': () => success([{ id: 'user_ana', name: 'Ana Ruiz' }]),
    ...script,
  });
  const download = vi.fn();
  const model = createQuickActions({ ask: background.ask, confidences: signal([]), download });
  return {
    ...background,
    ...model,
    download,
    stored: () => stored.own.map(({ id }) => id),
    listedIds: () => model.listed.value.map(({ action }) => action.id),
    changeElsewhere(ids: string[]) {
      stored = { own: ids.map(named), slots };
    },
  };
}

async function createRead(script: Script = {}) {
  const model = create(script);
  await model.read();
  return model;
}

describe('the list of quick actions', () => {
  it('names people only if an action mentions one', async () => {
    expect((await createRead()).inputsOf('users.list')).toEqual([]);
    const owner = { ...actionOf({ user_id: { how: 'set', value: 'user_ana' } }), id: 'owner' };
    const { read, listed } = create({}, [owner]);
    await read();
    expect(listed.value[0]?.lines.join()).toContain('Ana Ruiz');
  });

  it('contains the preset actions apart, and reports invalid ones', async () => {
    await fakeBrowser.storage.managed.set({ quickActions: JSON.stringify({ actions: [named('x'), 7] }) });
    const { preset, isPresetDamaged, listedIds, choices } = await createRead();
    expect(preset.value.map(({ action }) => action.id)).toEqual(['preset:x']);
    expect([isPresetDamaged.value, listedIds()]).toEqual([true, ['a', 'b', 'c']]);
    expect(choices.value[0]?.actions.map(({ id }) => id)).toEqual(['preset:x', 'own:a', 'own:b', 'own:c']);
  });

  it.each<[what: string, script: Script]>([
    ['the actions', { 'quick-actions.read': () => failure({ kind: 'storage' }) }],
    ['the fields', { 'catalog.read': () => failure({ kind: 'storage' }) }],
  ])('shows why %s cannot be read', async (_what, script) => {
    expect((await createRead(script)).message.value).toBe('problemStorage');
  });

  it('shows why the users cannot be read, and asks again the next time', async () => {
    const { readUsers, users, usersMessage, inputsOf } = await createRead({
      'users.list': () => failure({ kind: 'offline' }),
    });
    await readUsers();
    await readUsers();
    expect([users.value, usersMessage.value, inputsOf('users.list').length]).toEqual([
      null,
      'problemOffline',
      2,
    ]);
  });
});

it('the users are read again when the rate limit ends', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] });
  const list = vi
    .fn()
    .mockReturnValueOnce(failure({ kind: 'rate-limited', retryAt: Date.now() + 5_000 }))
    .mockReturnValue(success([{ id: 'user_ana', name: 'Ana Ruiz' }]));
  const { readUsers, users, usersMessage } = await createRead({ 'users.list': list });
  await readUsers();
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  await settled();
  expect([users.value?.length, usersMessage.value]).toEqual([1, '']);
});

describe('several quick changes', () => {
  it('delete each action, although the first deletion is not stored yet', async () => {
    const { remove, stored, listedIds } = await createRead();
    await Promise.all([remove(a), remove(b)]);
    expect([stored(), listedIds()]).toEqual([['c'], ['c']]);
  });

  it('keep an action that was added while another one is moved', async () => {
    const { save, move, stored } = await createRead();
    await Promise.all([move('c', 0), save(named('d')), move('a', 2)]);
    expect(stored()).toEqual(['c', 'b', 'a', 'd']);
  });

  it('keep changes that another page has stored since the list was read', async () => {
    const { remove, changeElsewhere, stored } = await createRead();
    changeElsewhere(['a', 'b', 'c', 'd']);
    await remove(b);
    expect(stored()).toEqual(['a', 'c', 'd']);
  });

  it('assign two slots', async () => {
    const { bind, slots: assigned } = await createRead();
    await Promise.all([bind(0, 'own:a'), bind(3, 'own:b')]);
    expect(assigned.value).toEqual(['own:a', null, null, 'own:b']);
  });
});

describe('a deleted action', () => {
  it('is restored in its place, and actions added elsewhere are kept', async () => {
    const { remove, undoRemove, canUndo, changeElsewhere, stored, message } = await createRead();
    await remove(b);
    expect([canUndo.value, message.value]).toEqual([true, 'actionDeleted b']);
    changeElsewhere(['a', 'c', 'd']);
    await undoRemove();
    expect([stored(), canUndo.value, message.value]).toEqual([['a', 'b', 'c', 'd'], false, '']);
  });

  it('is restored once if Undo is pressed twice', async () => {
    const { remove, undoRemove, stored } = await createRead();
    await remove(b);
    await Promise.all([undoRemove(), undoRemove()]);
    expect(stored()).toEqual(['a', 'b', 'c']);
  });

  it('can be restored after Delete was pressed twice', async () => {
    const { remove, undoRemove, stored } = await createRead();
    await Promise.all([remove(b), remove(b)]);
    await undoRemove();
    expect(stored()).toEqual(['a', 'b', 'c']);
  });

  it('stays in the list without Undo if it cannot be stored', async () => {
    const { remove, canUndo, listedIds, message } = await createRead({
      'quick-actions.write': () => failure({ kind: 'storage' }),
    });
    await remove(b);
    expect([listedIds(), canUndo.value, message.value]).toEqual([['a', 'b', 'c'], false, 'problemStorage']);
  });

  it('cannot be restored after another change', async () => {
    const { remove, move, canUndo } = await createRead();
    await remove(b);
    await move('c', 0);
    expect(canUndo.value).toBe(false);
  });
});

describe('a copy', () => {
  it('is inserted after its action, or at the end if that one is preset', async () => {
    const { duplicate, stored, listed } = await createRead();
    await duplicate(a);
    await duplicate({ ...named('x'), id: 'preset:x' });
    expect(stored()).toEqual(['a', expect.any(String), 'b', 'c', expect.any(String)]);
    expect(listed.value.map(({ action }) => action.name)).toEqual(['a', 'copyOf a', 'b', 'c', 'copyOf x']);
  });
});

describe('the form', () => {
  it('saves a new action at the end and a changed one in its place', async () => {
    const { add, edit, save, dialog, stored, listed } = await createRead();
    add();
    expect(dialog.value).toMatchObject({ kind: 'form', isNew: true });
    await save(named('d'));
    expect(dialog.value).toBeNull();
    edit(a);
    expect(dialog.value).toMatchObject({ kind: 'form', isNew: false, form: { id: 'a' } });
    await save({ ...a, name: 'renamed' });
    expect([stored(), listed.value[0]?.action.name]).toEqual([['a', 'b', 'c', 'd'], 'renamed']);
  });

  it('does not open before the fields are loaded', () => {
    const { edit, dialog } = create();
    edit(a);
    expect(dialog.value).toBeNull();
  });
});

describe('a file of quick actions', () => {
  const fileOf = (content: string) => ({ size: content.length, text: async () => content });

  it('offers its actions, and adds the chosen ones', async () => {
    const { openFile, addAll, dialog, stored, message } = await createRead();
    await openFile(fileOf(writeActionFile([a, named('d')])));
    const offer = dialog.value;
    if (offer?.kind !== 'import') throw new Error('The dialog is not open');
    expect(offer).toMatchObject({ unreadable: 0, room: 47 });
    expect(offer.actions.map(({ action, isKnown }) => [action.name, isKnown])).toEqual([
      ['a', true],
      ['d', false],
    ]);
    const [, chosen] = offer.actions;
    await addAll(chosen ? [chosen.action] : []);
    expect([stored().length, message.value, dialog.value]).toEqual([4, 'importDoneOne 1', null]);
  });

  it.each([
    ['is another file', '{"of": "something else"}', 'importNotOurs'],
    [
      'was made by a later version',
      writeActionFile([a]).replace('"version": 1', '"version": 2'),
      'importTooNew',
    ],
    ['contains no valid action', writeActionFile([]), 'importNothing'],
  ])('opens no dialog if it %s', async (_what, content, sentence) => {
    const { openFile, dialog, message } = await createRead();
    await openFile(fileOf(content));
    expect([dialog.value, message.value]).toEqual([null, sentence]);
  });

  it('is not read if it is larger than a megabyte', async () => {
    const { openFile, message } = await createRead();
    const text = vi.fn(async () => writeActionFile([a]));
    await openFile({ size: 1_000_001, text });
    expect([text.mock.calls, message.value]).toEqual([[], 'importNotOurs']);
  });

  it('contains the actions that are listed', async () => {
    const { exportFile, download } = await createRead();
    exportFile();
    expect(download).toHaveBeenCalledExactlyOnceWith(
      'quick-actions.json',
      'application/json',
      writeActionFile([a, b, c]),
    );
  });
});

it('a change is stored before the page shows it, so that a closed page loses none', async () => {
  const { promise, resolve } = Promise.withResolvers<Result<null>>();
  const { remove, listedIds, inputsOf } = await createRead({ 'quick-actions.write': () => promise });
  const removal = remove(a);
  await settled();
  expect(inputsOf('quick-actions.write')).toEqual([{ own: [b, c], slots }]);
  expect(listedIds()).toEqual(['a', 'b', 'c']);
  resolve(success(null));
  await removal;
  expect(listedIds()).toEqual(['b', 'c']);
});
