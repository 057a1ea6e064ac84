import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { notifySaveOutcome } from '../../../entrypoints/background/browser/notify-save.ts';
import type { Change } from '../../../lib/model/change.ts';
import { catalog as storedCatalog } from '../../../lib/storage/items.ts';
// Provides the messages.
import '../../dom/harness/fake-browser.ts';
import { catalog } from '../quick-actions/samples.ts';
import { sampleOpportunity } from '../samples/deal.ts';

const titles: string[] = [];
const toasts: unknown[][] = [];
let isToastRefused = false;
let hasHtml = true;

beforeEach(async () => {
  fakeBrowser.reset();
  hasHtml = true;
  const { id = 0, windowId } = await fakeBrowser.tabs.create({ url: 'https://app.close.com/leads/' });
  tab = { id, windowId };
  titles.length = 0;
  toasts.length = 0;
  isToastRefused = false;
  Object.assign(fakeBrowser, {
    action: {
      setBadgeBackgroundColor: async () => {},
      setBadgeText: async () => {},
      setTitle: async ({ title }: { title: string }) => titles.push(title),
    },
    scripting: {
      executeScript: async ({ args, target }: { args?: unknown[]; target: { documentIds?: string[] } }) => {
        if (isToastRefused) throw new Error('No script may run here.');
        if (args) toasts.push([...args, target.documentIds]);
        return [{ documentId: 'page', result: hasHtml }];
      },
    },
  });
});

const change: Change = {
  ...{ id: 'one', opportunityId: 'oppo_a', organizationId: 'orga_a', leadName: 'Marlow Robotics', at: 0 },
  ...{ how: 'saved', patch: { status_id: 'stat_proposal' }, ignored: [] },
  ...{ before: { status_id: 'stat_demo' }, after: { status_id: 'stat_proposal' } },
};
let tab: { id: number; windowId: number };
const answer = { state: 'saved', opportunity: sampleOpportunity({}), change } as const;

it('names the saved status from the stored catalog, without a request to Close', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('offline'));
  await storedCatalog('orga_a').write({ ...catalog, readAt: 0 });
  await notifySaveOutcome(tab, answer, change);
  expect(toasts[0]?.[0]).toContain('Demo done → Proposal sent');
  expect(fetched).not.toHaveBeenCalled();
});

it('keeps a right-to-left status on its side of the arrow', async () => {
  const [pipeline] = catalog.pipelines;
  if (!pipeline) throw new Error('The sample has a pipeline.');
  const statuses = pipeline.statuses.map((each) =>
    each.id === 'stat_demo' ? { ...each, label: 'הדגמה' } : each,
  );
  await storedCatalog('orga_a').write({ ...catalog, pipelines: [{ ...pipeline, statuses }], readAt: 0 });
  await notifySaveOutcome(tab, answer, change);
  expect([toasts[0]?.[0], titles[0]]).toEqual(
    Array(2).fill(expect.stringContaining('\u2068הדגמה\u2069 → Proposal sent')),
  );
});

it('shows "Saved" if the name of the status is unknown', async () => {
  await notifySaveOutcome(tab, answer, change);
  expect(toasts[0]?.slice(0, 2)).toEqual([expect.stringContaining('Saved'), 'done']);
});

it.each([
  ['https://mail.example.com/'],
  ['https://app.close.com.example/'],
  // An address that the extension may not read.
  [''],
])('says only that it was saved in the page %s, and the rest on the toolbar button', async (url) => {
  await storedCatalog('orga_a').write({ ...catalog, readAt: 0 });
  const other = await fakeBrowser.tabs.create({ url });
  await notifySaveOutcome({ ...tab, id: other.id ?? 0 }, answer, change);
  expect(toasts).toEqual([['Saved', 'done', 'Undo…', ['page']]]);
  expect(titles.at(-1)).toContain('Marlow Robotics');
  expect(titles.at(-1)).toContain('Demo done → Proposal sent');
});

it('tells a foreign page no reason why something was not saved', async () => {
  const other = await fakeBrowser.tabs.create({ url: 'https://mail.example.com/' });
  const problem = { kind: 'invalid', detail: 'Marlow has no such status' } as const;
  await notifySaveOutcome({ ...tab, id: other.id ?? 0 }, { state: 'refused', problem }, change);
  expect(toasts).toEqual([
    ["That didn't work. Click the Quick Edit icon to see why.", 'problem', '', ['page']],
  ]);
  expect(titles.at(-1)).toContain('Marlow has no such status');
});

it('is on the toolbar button if the document has no HTML for a toast', async () => {
  hasHtml = false;
  await notifySaveOutcome(tab, answer, change);
  expect(toasts).toEqual([]);
  expect(titles.at(-1)).toContain('Marlow Robotics');
});

it('does not fail if neither the toast nor the stored intent can be written', async () => {
  isToastRefused = true;
  vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('quota'));
  vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('broken'));
  await expect(notifySaveOutcome(tab, answer, change)).resolves.toBeUndefined();
  expect(titles.at(-1)).toContain('Marlow Robotics');
  expect(titles.at(-1)).toContain('Saved');
});
