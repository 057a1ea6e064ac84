import { beforeEach, describe, expect, it } from 'vitest';
import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Change } from '../../../lib/model/change.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { createRecentChanges, toChangesCsv } from '../../../lib/options/recent-changes.ts';
import type { ChangeRow } from '../../../lib/wording/change-rows.ts';
import { sampleOperation, sampleOpportunity } from '../samples/deal.ts';
import { resetBrowser, type Script, scriptedAsk } from './scripted-ask.ts';

beforeEach(resetBrowser);

const change: Change = {
  id: crypto.randomUUID(),
  opportunityId: 'oppo_a',
  organizationId: 'orga_a',
  leadName: '=Marlow Robotics',
  at: Date.UTC(2026, 10, 24, 9),
  how: 'saved',
  patch: { confidence: 75 },
  before: { confidence: 50 },
  after: { confidence: 75 },
  ignored: [],
};
const list = { changes: [change], organizations: { orga_a: { catalog: null, currency: 'USD' } } };
const row: ChangeRow = {
  id: change.id,
  opportunityId: 'oppo_a',
  at: change.at,
  leadName: change.leadName,
  lines: [{ name: 'Confidence', before: '50%', after: '75%' }],
  ending: 'Saved',
  undoneAt: null,
  offer: { name: 'undo', changeId: change.id },
};

function create(script: Script = {}) {
  const background = scriptedAsk({
    'changes.list': () => success(list),
    'operation.cancel': () => success({ state: 'gone' }),
    ...script,
  });
  return { ...background, ...createRecentChanges({ ask: background.ask }) };
}

it('empties the list when the keys are locked', async () => {
  let isLocked = false;
  const {
    read,
    message,
    list: shown,
    isLocked: isHidden,
  } = create({
    'changes.list': () => (isLocked ? failure({ kind: 'locked' }) : success(list)),
  });
  await read();
  expect(shown.value.changes).toHaveLength(1);
  isLocked = true;
  await read();
  expect([shown.value.changes, message.value, isHidden.value]).toEqual([[], '', true]);
  isLocked = false;
  await read();
  expect([shown.value.changes.length, message.value, isHidden.value]).toEqual([1, '', false]);
});

describe('undo', () => {
  const opportunity = sampleOpportunity({});

  it.each<[string, SaveAnswer, string]>([
    ['saved', { state: 'saved', opportunity, change: { ...change, undoes: 'a' } }, 'changeUndone'],
    [
      'saved, of an undo',
      { state: 'saved', opportunity, change: { ...change, undoes: 'a', isRedo: true } },
      'saved',
    ],
    ['unchanged', { state: 'unchanged', opportunity }, 'savedUnchanged'],
    ['waiting', { state: 'waiting', problem: { kind: 'offline' }, until: null }, 'problemOffline waiting'],
    ['refused', { state: 'refused', problem: { kind: 'storage' } }, 'problemStorage'],
    ['blocked', { state: 'blocked', problem: { kind: 'not-connected' } }, 'problemNotConnected'],
    ['gone', { state: 'gone' }, 'problemUnexpected'],
  ])('reports the outcome "%s", and reads the list again', async (_state, answer, sentence) => {
    const { undo, message, inputsOf } = create({ 'change.undo': () => success(answer) });
    await undo(change.id);
    expect([message.value, inputsOf('changes.list').length]).toEqual([sentence, 1]);
    expect(inputsOf('operation.cancel')).toEqual([]);
  });

  it('is cancelled on a conflict, because only the editor can resolve it', async () => {
    const { undo, message, inputsOf } = create({
      'change.undo': () => success({ state: 'conflict', operation: sampleOperation({}, {}) }),
    });
    await undo(change.id);
    expect(message.value).toBe('undoRefused');
    expect(inputsOf('operation.cancel')).toHaveLength(1);
  });

  it('is requested once if the button is pressed twice, and can be tried again afterward', async () => {
    const { promise, resolve } = Promise.withResolvers<Result<SaveAnswer>>();
    const { undo, inputsOf } = create({ 'change.undo': () => promise });
    const undoes = [undo(change.id), undo(change.id)];
    resolve(success({ state: 'refused', problem: { kind: 'storage' } }));
    await Promise.all(undoes);
    expect(inputsOf('change.undo')).toHaveLength(1);
    await undo(change.id);
    expect(inputsOf('change.undo')).toHaveLength(2);
  });
});

describe('the list', () => {
  it('is cleared', async () => {
    const { clear, message } = create({ 'changes.clear': () => success(null) });
    await clear();
    expect(message.value).toBe('changesCleared');
  });

  it('is not reported as cleared if the browser refused that', async () => {
    const { clear, message, hasChanges } = create({ 'changes.clear': () => failure({ kind: 'storage' }) });
    await clear();
    expect([message.value, hasChanges.value]).toEqual(['problemStorage', true]);
  });

  it('shows why it cannot be read', async () => {
    const { read, message, hasChanges } = create({
      'changes.list': () => failure({ kind: 'store-unreadable' }),
    });
    await read();
    expect([message.value, hasChanges.value]).toEqual(['problemStoreUnreadable', false]);
  });

  it('is exported with a line for each field and without formulas', () => {
    const [head, line] = toChangesCsv([row]).split('\r\n');
    expect(head).toContain('"csvWhen","csvDeal"');
    expect(line).toMatch(/^"2026-11-24T09:00:00\.000Z","'=Marlow Robotics","oppo_a",/);
  });
});
