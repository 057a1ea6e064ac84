import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../../lib/model/reference.ts';
import { fragments } from '../../corpus/fragments.ts';
import { addresses, texts } from '../../corpus/texts.ts';
import { byRole } from '../../harness/accessible.ts';
import { leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const site = 'https://corpus.example.com';

const story = useConnectedStory({ keepsCloseData: true });
let page: Page;
let extensionPage: Page;
let tabId: number;

beforeAll(async () => {
  extensionPage = await story.openExtensionPage('options.html');
  page = await story.newPage(`${site}/`);
  tabId = await story.tabId(page);
  // The gesture grants access to this site in this tab, until the tab shows another site.
  await story.openPopup(page);
});

/** Returns the references that the complete pass finds in a page. */
async function referencesAt(address: string): Promise<Reference[]> {
  await page.goto(`${site}${address}`);
  return scan('read-whole-page.js');
}

/** Returns the references that one of the two passes finds. */
function scan(script: 'read-page.js' | 'read-whole-page.js'): Promise<Reference[]> {
  return extensionPage.evaluate(
    async (tab, file) => {
      const [frame] = await chrome.scripting.executeScript({ target: { tabId: tab }, files: [file] });
      return (frame?.result as { references: Reference[] } | undefined)?.references ?? [];
    },
    tabId,
    script,
  );
}

/** Returns the references that the editor finds, including those in frames of other origins. */
async function find(): Promise<Reference[]> {
  const answer = await extensionPage.evaluate(
    (tab) => chrome.runtime.sendMessage({ name: 'page.inspect', input: { tabId: tab } }),
    tabId,
  );
  return (answer as { value: { references: Reference[] } }).value.references;
}

describe('ids in real pages', () => {
  // One of each kind, because tests/unit/detection/references.test.ts tests every address and text.
  const sample = <Each extends { name: string }>(all: readonly Each[], ...names: string[]) =>
    names.map((name) => {
      const index = all.findIndex((each) => each.name === name);
      const found = all[index];
      if (!found) throw new Error(`Nothing in the corpus is named "${name}"`);
      return { ...found, index };
    });

  it.each(sample(addresses, 'a path', 'a fragment', 'a broken escape'))(
    'in an address with $name',
    async ({ address, expected }) => {
      expect((await referencesAt(address)).map(({ id, foundIn }) => [id, foundIn])).toEqual(
        expected.map((id) => [id, 'address']),
      );
    },
  );

  it.each(sample(texts, 'an id alone', 'an id of 44 letters', 'zero-width spaces inside an id'))(
    'in a text with $name',
    async ({ index, expected }) => {
      expect((await referencesAt(`/text/${index}`)).map(({ id, foundIn }) => [id, foundIn])).toEqual(
        expected.map((id) => [id, 'text']),
      );
    },
  );

  it.each(fragments.map((each, index) => ({ ...each, index })))('in $name', async ({ index, expected }) => {
    expect((await referencesAt(`/fragment/${index}`)).map(({ id, foundIn }) => [id, foundIn])).toEqual(
      expected,
    );
  });
});

describe('the editor', () => {
  function at(name: string): string {
    const index = fragments.findIndex((each) => each.name.includes(name));
    if (index < 0) throw new Error(`No fragment named "${name}"`);
    return `/fragment/${index}`;
  }

  it('finds ids in quickly readable places of a large page, and then does not read further', async () => {
    const whole = await referencesAt(at('its text and others in unusual places'));
    expect(whole.length).toBeGreaterThan(1);
    expect(await find()).toEqual(whole.slice(0, 1));
  });

  it('finds every place of a small page', async () => {
    const whole = await referencesAt(at('within another, in a custom element'));
    expect(whole).toHaveLength(1);
    expect(await find()).toEqual(whole);
  });

  it('reads the whole page if the first pass finds nothing, and opens its deal', async () => {
    await page.goto(`${site}${at('only in an unknown attribute')}`);
    await page.evaluate(
      (id) => document.querySelector('[data-crm-ref]')?.setAttribute('data-crm-ref', id),
      ids.sampleDeal,
    );
    expect(await scan('read-page.js')).toEqual([]);
    expect(await find()).toMatchObject([{ id: ids.sampleDeal, foundIn: 'attribute' }]);
    const popup = await story.openPopup(page);
    await byRole(popup, 'radiogroup', 'Status');
  });
});

it('a deal is found in a sandboxed frame', async () => {
  await page.goto(`${site}/document/sandboxed`);
  expect((await find()).map(({ id }) => id)).toEqual([ids.sampleDeal]);
});

describe('frames of other origins', () => {
  async function openBeside(frame: string): Promise<void> {
    await page.goto(`${site}/`);
    await page.evaluate((address) => {
      const element = document.createElement('iframe');
      document.body.append(element);
      return new Promise((resolve) => {
        element.onload = resolve;
        element.src = address;
      });
    }, frame);
  }

  const findsTheLead = () =>
    waitFor('the link in the frame', async () =>
      (await find()).some(({ id, foundIn }) => id === ids.sampleLead && foundIn === 'link'),
    );

  it('are read if their host was granted', async () => {
    await openBeside('https://app.close.com/opportunities/');
    await findsTheLead();
  });

  it('do not count as the address of the page', async () => {
    await openBeside(leadPage());
    await findsTheLead();
    expect((await find()).filter(({ foundIn }) => foundIn === 'address')).toEqual([]);
  });

  it('are not read if their host was not granted', async () => {
    await openBeside('https://mail.example.com/');
    expect(await find()).toEqual([]);
  });

  it('that never load do not block the scan', async () => {
    await page.goto(`${site}/text/0`);
    await page.setRequestInterception(true);
    const asked = new Promise((resolve) => {
      page.on('request', resolve);
    });
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('iframe'), { src: '/' }))`,
    );
    await asked;
    expect(await find()).toMatchObject([{ foundIn: 'text' }]);
    // Without text, the whole page is read.
    await page.evaluate("document.querySelector('p').remove()");
    expect(await find()).toEqual([]);
    await page.setRequestInterception(false);
  });
});

describe('the badge', () => {
  const shows = (on: Page, text: string) =>
    waitFor(`the badge "${text}"`, async () => (await story.badge(on)).text === text);

  it('counts on Close at once, follows in-page navigation and disappears with the page', async () => {
    const lead = await story.newPage(`${leadPage()}?opportunity_id=${ids.sampleDeal}`);
    await shows(lead, '1');
    await lead.evaluate(`history.pushState({}, '', '/lead/${ids.leads.emoji}/')`);
    await shows(lead, '');
    await lead.evaluate(`history.pushState({}, '', '/?a=${ids.sampleDeal}&b=${ids.deals.euro}')`);
    await shows(lead, '2');
    await lead.goto('https://plain.example.com/');
    await shows(lead, '');
  });

  it('counts on another site after the gesture', async () => {
    const sheet = await story.newPage('https://sheet.example.com/');
    expect(await story.badge(sheet)).toMatchObject({ text: '' });
    await story.openPopup(sheet);
    await shows(sheet, '10');
    await sheet.close();
  });
});
