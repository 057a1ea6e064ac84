import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openEditor } from '../../../entrypoints/background/deals/open-deal.ts';
import type { Opening } from '../../../lib/messaging/contract.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import {
  connections,
  intent,
  keyStorage,
  openVault,
  organizationsWithoutAdvice,
  shownPages,
} from '../../../lib/storage/items.ts';
import { ids } from '../../sandbox/seed.ts';
import { sampleVault } from '../samples/vault.ts';
import { useConnectedSandbox } from './use-connected-sandbox.ts';

const organizationId = ids.organizations.alder;
const deal = (id: string, foundIn: Reference['foundIn'] = 'text'): Reference => ({
  kind: 'opportunity',
  id,
  foundIn,
});

const sandbox = useConnectedSandbox();
/** The references that the two scripts find in the tab's page, and the scripts that have run. */
let page: {
  quick: Reference[] | Error | Promise<Reference[]>;
  whole: Reference[] | 'took-too-long' | Promise<never>;
  scripts: string[];
};
let progress: unknown[];
let tabId: number;

beforeEach(async () => {
  page = { quick: [], whole: [], scripts: [] };
  progress = [];
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    progress.push((message as { waitsFor: string }).waitsFor);
  });
  Object.assign(fakeBrowser, {
    scripting: {
      async executeScript({ files: [file] }: { files: string[] }) {
        page.scripts.push(String(file));
        const found = await (file === '/read-page.js' ? page.quick : page.whole);
        if (found instanceof Error) throw found;
        const result = typeof found === 'string' ? found : { references: found, people: [] };
        return [{ frameId: 0, result }];
      },
    },
  });
  // So that the tests see only the requests of the opening itself.
  await organizationsWithoutAdvice.write({ [organizationId]: Date.now() });
});

const popup = { url: fakeBrowser.runtime.getURL('/popup.html') };

/** Opens the editor for a tab with this address. */
async function open(address: string, sender = popup): Promise<Opening> {
  const tab = await fakeBrowser.tabs.create({ url: address });
  tabId = Number(tab.id);
  const answer = await openEditor({ tabId, id: crypto.randomUUID() }, sender);
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
}

const paths = () => sandbox.requests.map(({ path, query }) => (query.lead_id ? 'the list' : path));
const leadPage = (id: string) => `https://app.close.com/lead/${id}/`;

describe('the editor first shows', () => {
  it("the deal in the tab's address, read with one request", async () => {
    await open(`https://tool.example/?deal=${ids.sampleDeal}`);
    sandbox.requests.length = 0;
    const opening = await open(`https://tool.example/?deal=${ids.sampleDeal}`);
    expect(opening).toMatchObject({ shows: 'deal', view: { opportunity: { id: ids.sampleDeal } } });
    expect(paths()).toEqual([`/api/v1/opportunity/${ids.sampleDeal}/`]);
  });

  it('the deal in the address before the page has been read, and its number when it was', async () => {
    const read = Promise.withResolvers<Reference[]>();
    page.quick = read.promise;
    const opening = await open(`https://tool.example/?deal=${ids.sampleDeal}`);
    expect(opening).toMatchObject({ shows: 'deal', view: { opportunity: { id: ids.sampleDeal } } });
    expect(await shownPages.read()).toEqual([]);
    read.resolve([deal(ids.sampleDeal), deal(ids.deals.euro)]);
    await expect.poll(() => shownPages.read()).toMatchObject([{ count: 2 }]);
  });

  it("a lead's only active deal from the lead's list, with only that request", async () => {
    await open(leadPage(ids.sampleLead));
    sandbox.requests.length = 0;
    const opening = await open(leadPage(ids.sampleLead));
    expect(opening).toMatchObject({
      shows: 'lead',
      reference: { id: ids.sampleLead, foundIn: 'address' },
      view: { opportunity: { id: ids.sampleDeal }, draft: null, pending: null },
    });
    expect(paths()).toEqual(['the list']);
    expect(progress.at(-1)).toBe('close');
  });

  it('a list if a lead has several active deals', async () => {
    const opening = await open(leadPage(ids.leads.threeDeals));
    expect(opening).toMatchObject({ shows: 'lead', view: null });
  });

  it('the ids of a page with several ids, without a request', async () => {
    page.quick = [deal(ids.sampleDeal), deal(ids.deals.euro)];
    expect(await open('https://sheet.example/')).toMatchObject({
      shows: 'references',
      references: page.quick,
    });
    expect(paths()).toEqual([]);
    expect(progress).toEqual([]);
  });

  it('that no key is connected, before anything else', async () => {
    await connections.write([]);
    await expect(open(leadPage(ids.sampleLead))).rejects.toThrow('not-connected');
  });
});

describe('the whole page', () => {
  it.each<[string, Reference[]]>([
    ['an opportunity', [deal(ids.sampleDeal), deal(ids.deals.euro)]],
    ['a linked lead', [{ kind: 'lead', id: ids.leads.emoji, foundIn: 'link' }]],
  ])('is not read if the first pass finds %s', async (_what, quick) => {
    page = { quick, whole: [deal(ids.deals.emoji, 'attribute')], scripts: [] };
    await open('https://site.example/');
    expect(page.scripts).toEqual(['/read-page.js']);
    expect(progress).not.toContain('page');
  });

  it('is read if the first pass finds nothing, and the editor is notified', async () => {
    page.whole = [deal(ids.sampleDeal, 'attribute'), deal(ids.deals.euro, 'attribute')];
    expect(await open('https://site.example/')).toMatchObject({
      shows: 'references',
      references: page.whole,
    });
    expect(page.scripts).toEqual(['/read-page.js', '/read-whole-page.js']);
    expect(progress).toEqual(['page']);
  });

  it('is given up if reading it takes too long, and the editor says so', async () => {
    page.whole = 'took-too-long';
    expect(await open('https://site.example/')).toMatchObject({ shows: 'nothing', unread: 'too-slow' });
  });

  it('is given up after five seconds if the page does not even answer', async () => {
    page.whole = new Promise(() => {});
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let opening: Opening | undefined;
    void open('https://site.example/').then((opened) => {
      opening = opened;
    });
    while (progress.length === 0) await new Promise(setImmediate);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(opening).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await expect.poll(() => opening).toMatchObject({ shows: 'nothing', unread: 'too-slow' });
  });

  it.each([
    ['a popup, which is opened by what permits reading', popup, 'unreadable'],
    [
      'the side panel, which stays open on other pages',
      { url: fakeBrowser.runtime.getURL('/sidepanel.html') },
      'not-permitted',
    ],
    ['the page of the popup in a tab', { ...popup, tab: {} as never }, 'not-permitted'],
  ])(
    'that the browser keeps from the extension has a reason of its own in %s',
    async (_where, sender, unread) => {
      page.quick = new Error('Cannot access contents of the page.');
      expect(await open('', sender)).toMatchObject({ shows: 'nothing', unread });
    },
  );

  it('is not read if the user has pointed at a deal', async () => {
    const reference = deal(ids.sampleDeal, 'pointed-at');
    const tab = await fakeBrowser.tabs.create({ url: 'https://site.example/' });
    const asked = { action: null, changeId: '', find: '', expiresAt: Date.now() + 60_000 };
    await intent(Number(tab.id)).write({ id: crypto.randomUUID(), reference, ...asked });
    const answer = await openEditor({ tabId: Number(tab.id), id: crypto.randomUUID() }, popup);
    expect(answer).toMatchObject({ value: { shows: 'deal', reference, intent: { reference } } });
    expect(page.scripts).toEqual(['/read-page.js']);
  });
});

it.each([
  { cause: 'the user', isPageLed: false, minutesLeft: 15 },
  { cause: 'a page', isPageLed: true, minutesLeft: 5 },
])(
  'an editor opened by $cause leaves $minutesLeft minutes until the keys are locked',
  async ({ isPageLed, minutesLeft }) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const minute = 60_000;
    await keyStorage.write(sampleVault({ idleMinutes: 15 }));
    await openVault.write({ key: 'a key', until: Date.now() + 5 * minute });
    page.quick = [deal(ids.sampleDeal)];
    const tab = await fakeBrowser.tabs.create({ url: 'https://site.example/' });
    await openEditor({ tabId: Number(tab.id), id: crypto.randomUUID(), isPageLed }, popup).catch(() => {});
    expect((await openVault.read())?.until).toBe(Date.now() + minutesLeft * minute);
  },
);
