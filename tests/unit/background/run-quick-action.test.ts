import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { runQuickAction } from '../../../entrypoints/background/browser/run-quick-action.ts';
import type { Place } from '../../../lib/model/place-in-page.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import type { QuickAction } from '../../../lib/model/quick-action.ts';
import type { Stage } from '../../../lib/model/stages.ts';
import { intent, preferences } from '../../../lib/storage/items.ts';
import { ids } from '../../sandbox/seed.ts';
import { useConnectedSandbox } from './use-connected-sandbox.ts';

const nothing = async () => {};
const openPopup = vi.fn(nothing);
const action: QuickAction = {
  ...{ id: 'confidence:90', name: '90%', changes: { confidence: { how: 'set', value: 90 } } },
  appliesTo: { organizationId: null, pipelineIds: [] },
};

const sandbox = useConnectedSandbox();
beforeEach(() => {
  openPopup.mockClear();
  Object.assign(fakeBrowser.action, { openPopup });
  Object.assign(fakeBrowser, {
    scripting: { executeScript: async () => [{ documentId: 'page', result: true }] },
  });
});

async function openTab(url: string) {
  const { id = 0, windowId } = await fakeBrowser.tabs.create({ url });
  return { id, windowId };
}
const run = (
  tab: { id: number; windowId: number },
  foundIn: Place,
  id: string = ids.sampleDeal,
  ran: QuickAction = action,
) => runQuickAction(tab, ran, { kind: 'opportunity', id, foundIn });
const puts = () => sandbox.requests.filter(({ method }) => method === 'PUT').length;

it('on a deal that a foreign page chose opens the popup with the change filled in, once per tab and deal', async () => {
  const tab = await openTab('https://sheet.example/');
  await run(tab, 'text');
  expect(puts()).toBe(0);
  expect(openPopup).toHaveBeenCalledTimes(1);
  expect(await intent(tab.id).read()).toMatchObject({ action, isFilledIn: true });
  await run(tab, 'text', ids.deals.euro);
  expect(openPopup).toHaveBeenCalledTimes(2);
  await run(await openTab('https://sheet.example/'), 'address');
  expect(openPopup).toHaveBeenCalledTimes(3);
  expect(puts()).toBe(0);
  await run(tab, 'text');
  expect(openPopup).toHaveBeenCalledTimes(3);
  expect(puts()).toBe(1);
});

it.each<[string, string, Place]>([
  ["Close's own page", 'https://app.close.com/leads/', 'address'],
  ['the link that the user clicked', 'https://sheet.example/', 'pointed-at'],
  ['the text that the user selected', 'https://sheet.example/', 'selection'],
])('on the deal of %s saves at once', async (_what, address, foundIn) => {
  await run(await openTab(address), foundIn);
  expect(puts()).toBe(1);
  expect(openPopup).not.toHaveBeenCalled();
});

const toProposal: QuickAction = {
  ...{ id: 'status', name: 'Proposal sent' },
  changes: { status_id: { how: 'set', value: ids.statuses.proposalSent } },
  appliesTo: { organizationId: null, pipelineIds: [] },
};

it.each<[how: string, stage: Stage, changes: QuickAction['changes'], opens: boolean]>([
  ['requires an empty field', { requires: [`custom.${ids.fields.winReason}`] }, {}, true],
  ['asks for an empty field', { asks: [`custom.${ids.fields.winReason}`] }, {}, true],
  ['suggests another confidence', { confidence: 35 }, {}, true],
  [
    'suggests a confidence, and the action sets one',
    { confidence: 35 },
    { confidence: { how: 'set', value: 40 } },
    false,
  ],
  ['requires a filled field', { requires: ['date_won'] }, {}, false],
  [
    'asks for a field that the action fills in',
    { asks: ['note'] },
    { note: { how: 'append', value: 'Sent' } },
    false,
  ],
  ['asks for a field that the deal does not have', { requires: ['custom.cf_gone'] }, {}, false],
])(
  'a stage that %s opens the editor only if something is left to ask',
  async (_how, stage, changes, opens) => {
    await preferences.write({ ...defaultPreferences, stages: { [ids.statuses.proposalSent]: stage } });
    const tab = await openTab('https://app.close.com/leads/');
    const ran = { ...toProposal, changes: { ...toProposal.changes, ...changes } };
    await run(tab, 'pointed-at', ids.sampleDeal, ran);
    expect([puts(), openPopup.mock.calls.length]).toEqual(opens ? [0, 1] : [1, 0]);
    if (opens) expect(await intent(tab.id).read()).toMatchObject({ action: ran });
  },
);
