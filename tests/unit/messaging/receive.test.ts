import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  contentScriptRequests,
  type OwnPage,
  ownPageRequests,
  type RequestName,
} from '../../../lib/messaging/contract.ts';
import { type Handlers, receive } from '../../../lib/messaging/receive.ts';
import { success } from '../../../lib/model/result.ts';
import { validRequests } from '../../harness/valid-requests.ts';

// Node knows no origin of chrome-extension:.
const own = 'https://own.example';
const names = Object.keys(validRequests) as RequestName[];
const pages: OwnPage[] = ['popup', 'sidepanel', 'card', 'deals', 'options', 'outcome'];
type Listener = (message: unknown, sender: unknown, respond: (answer: unknown) => void) => unknown;

let listener: Listener;
let allowed: string[];
beforeEach(() => {
  allowed = [];
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation((path: string) => `${own}${path}`);
  Object.assign(fakeBrowser.runtime, { id: 'own' });
  Object.assign(fakeBrowser, {
    permissions: {
      contains: async ({ origins }: { origins: string[] }) => allowed.includes(String(origins)),
    },
  });
  vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((added) => {
    listener = added as Listener;
  });
  receive(
    Object.fromEntries(names.map((name) => [name, async () => success(name)])) as unknown as Handlers,
    () => ({ kind: 'unexpected' }),
  );
});

/** Sends each request in valid form and returns the names of those that were carried out. */
async function carriedOut(sender: object): Promise<string[]> {
  const answers = names.map(
    (name) =>
      new Promise((resolve) => {
        if (listener({ name, input: validRequests[name] }, { id: 'own', ...sender }, resolve) !== true)
          resolve(undefined);
      }),
  );
  return (await Promise.all(answers)).flatMap((answer) =>
    typeof answer === 'object' && answer !== null && 'value' in answer ? [String(answer.value)] : [],
  );
}

it('takes times a day ahead at most, and never refuses a draft for its time', () => {
  const latest = Date.now() + 24 * 60 * 60_000;
  const { change, id } = validRequests['table.undo'];
  for (const at of [1, latest + 60_000, 9e15, Number.MAX_VALUE]) {
    const times = [
      ownPageRequests['draft.write'].input.parse({ ...validRequests['draft.write'], savedAt: at }).savedAt,
      ownPageRequests['fault.keep'].input.parse({ fault: { ...validRequests['fault.keep'].fault, at } }).fault
        .at,
      ownPageRequests['table.undo'].input.parse({ id, change: { ...change, at } }).change.at,
    ];
    for (const time of times) {
      if (at === 1) expect(time).toBe(1);
      else expect(Math.abs(time - latest)).toBeLessThan(30_000);
    }
  }
});

const contentScript = (origin: string) => ({ origin, url: `${origin}/`, tab: { id: 1 }, frameId: 0 });

it('every sample is valid, or the tests below would show nothing', () => {
  for (const [name, { input }] of Object.entries({ ...contentScriptRequests, ...ownPageRequests }))
    expect(input.safeParse(validRequests[name as RequestName])).toMatchObject({ success: true });
});

describe("one of the extension's own pages", () => {
  it.each(pages)('the %s may only ask what it needs', async (page) => {
    const asked = await carriedOut({ origin: own, url: `${own}/${page}.html?tabId=1#x` });
    const needed = Object.entries(ownPageRequests).filter(({ 1: { by } }) =>
      (by as readonly OwnPage[]).includes(page),
    );
    expect(asked).toEqual(needed.map(([name]) => name));
  });

  it('only the options change connections, keys and settings', async () => {
    for (const page of pages.filter((each) => each !== 'options')) {
      const asked = await carriedOut({ origin: own, url: `${own}/${page}.html` });
      expect(asked.filter((name) => /^(settings|secrets|everything|preferences)/.test(name))).toEqual([]);
      expect(asked.filter((name) => name.startsWith('connection.'))).not.toContain('connection.remove');
    }
  });

  it('only the table sends changes of its own to undo', async () => {
    for (const page of pages) {
      const asked = await carriedOut({ origin: own, url: `${own}/${page}.html` });
      expect({ page, isCarriedOut: asked.includes('table.undo') }).toEqual({
        page,
        isCarriedOut: page === 'deals',
      });
    }
  });

  it.each(['/', '/toast.html', '/assets/popup.html', '/popup.html/options.html'])(
    'a page at %s may ask nothing',
    async (path) => {
      expect(await carriedOut({ origin: own, url: `${own}${path}` })).toEqual([]);
    },
  );
});

describe('a content script', () => {
  it('on an allowed site may only send its own requests', async () => {
    allowed = ['https://mail.example/*'];
    expect(await carriedOut(contentScript('https://mail.example'))).toEqual(
      Object.keys(contentScriptRequests),
    );
  });

  it('elsewhere may only report its page, which is answered with the end of the script, and press its toast', async () => {
    allowed = ['https://mail.example/*'];
    expect(await carriedOut(contentScript('https://other.example'))).toEqual([
      'page.report',
      'toast.pressed',
    ]);
  });

  it.each([
    ['in a frame', { ...contentScript('https://mail.example'), frameId: 1 }],
    ['of another extension', { ...contentScript('https://mail.example'), id: 'other' }],
    ['without a tab', { ...contentScript('https://mail.example'), tab: undefined }],
  ])('%s may ask nothing', async (_what, sender) => {
    allowed = ['https://mail.example/*'];
    expect(await carriedOut(sender)).toEqual([]);
  });
});
