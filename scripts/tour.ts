import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { byRole, said } from '../tests/harness/accessible.ts';
import { inPage } from '../tests/harness/in-page.ts';
import { chipOn, connect, leadPage, type Story, startStory } from '../tests/harness/story.ts';
import { waitFor } from '../tests/harness/wait-for.ts';
import { ids, keys } from '../tests/sandbox/seed.ts';
import type { RecordedRequest } from '../tests/sandbox/traffic-types.ts';

/** One action of a user, and the file name of its screenshots. */
type Step = { title: string; picture: string; act(story: Story): Promise<Page> };

const statusSays = (popup: Page, sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(popup, 'status')).includes(sentence));

async function openDeal(story: Story, leadId: string = ids.sampleLead): Promise<Page> {
  return story.openPopup(await story.newPage(leadPage(leadId)));
}

// Opens the popup's page in a tab of the popup's size, because a headless popup does not adapt to its content and
// would center dialogs incorrectly.
async function openDealInTab(story: Story, leadId: string): Promise<Page> {
  const tabId = await story.tabId(await story.newPage(leadPage(leadId)));
  const editor = await story.openExtensionPage(`popup.html?tabId=${tabId}`);
  await editor.setViewport({ width: 380, height: 560 });
  return editor;
}

const steps: Step[] = [
  {
    title: 'First run: the options page asks for an API key.',
    picture: 'first-run',
    act: async (story) => {
      const options = await story.waitForExtensionPage('options.html');
      await byRole(options, 'textbox', 'API key');
      return options;
    },
  },
  {
    title: 'A key is pasted and checked.',
    picture: 'connected',
    act: async (story) => {
      await connect(story, keys.ana);
      return story.waitForExtensionPage('options.html');
    },
  },
  {
    title: 'On a lead page in Close the toolbar button opens the deal.',
    picture: 'deal',
    act: async (story) => {
      const popup = await openDeal(story);
      await byRole(popup, 'heading', 'Marlow Robotics');
      return popup;
    },
  },
  {
    title: 'One click on a status saves it; Undo is offered for ten seconds.',
    picture: 'saved',
    act: async (story) => {
      const popup = await openDeal(story);
      await (await byRole(popup, 'radio', 'Proposal sent')).click();
      await statusSays(popup, 'Demo done → Proposal sent');
      return popup;
    },
  },
  {
    title: 'Undo restores the previous value.',
    picture: 'undone',
    act: async (story) => {
      const popup = await openDeal(story);
      await (await byRole(popup, 'radio', '90%')).click();
      await (await byRole(popup, 'button', 'Undo')).click();
      await statusSays(popup, '90% → 75%');
      return popup;
    },
  },
  {
    title: 'Type in several fields, then save once. The draft stays until it is saved or discarded.',
    picture: 'draft',
    act: async (story) => {
      const popup = await openDeal(story);
      const value = await byRole(popup, 'textbox', 'Value');
      await value.click({ count: 3 });
      await value.type('14k');
      const step = await byRole(popup, 'textbox', 'Next step');
      await step.click({ count: 3 });
      await step.type('Send revised quote');
      await byRole(popup, 'button', 'Save');
      return popup;
    },
  },
  {
    title: 'The popup was closed; the draft is restored. Invalid input is marked beside its field.',
    picture: 'restored',
    act: async (story) => {
      const popup = await openDeal(story);
      await popup.waitForSelector('::-p-text(Restored)');
      const value = await byRole(popup, 'textbox', 'Value');
      await value.click({ count: 3 });
      await value.type('1.2.3');
      await popup.waitForSelector('.field-problem');
      return popup;
    },
  },
  {
    title: 'Won asks for the close date, because Close would keep an outdated estimate.',
    picture: 'won',
    act: async (story) => {
      const popup = await openDealInTab(story, ids.leads.emoji);
      await (await byRole(popup, 'radio', 'Won')).click();
      await byRole(popup, 'button', 'Mark as Won');
      return popup;
    },
  },
  {
    title: 'A lead with several deals offers a list.',
    picture: 'which-deal',
    act: async (story) => {
      const popup = await openDeal(story, ids.leads.threeDeals);
      await byRole(popup, 'list', 'Opportunities');
      return popup;
    },
  },
  {
    title: 'A colleague changed the same field: you choose which value to keep.',
    picture: 'conflict',
    act: async (story) => {
      const popup = await openDealInTab(story, ids.leads.longName);
      await byRole(popup, 'radiogroup', 'Confidence');
      story.sandbox.changeBehind(ids.deals.longName, { confidence: 10 }, ids.users.sam);
      await (await byRole(popup, 'radio', '90%')).click();
      await byRole(popup, 'button', 'Save my choices');
      return popup;
    },
  },
  {
    title: 'A page without a deal: search for one, or paste an ID or a link.',
    picture: 'nothing-found',
    act: async (story) => {
      const popup = await story.openPopup(await story.newPage('https://plain.example.com/'));
      await byRole(popup, 'searchbox', 'Find a deal');
      return popup;
    },
  },
  {
    title: 'In an email, the context menu of a link saves without opening the editor.',
    picture: 'mail',
    act: async (story) => {
      const page = await story.newPage('https://mail.example.com/');
      const linkUrl = await page.$eval('#opportunity-link', (link) => (link as HTMLAnchorElement).href);
      const saves = story.sandbox.requests.length;
      await story.clickMenu(page, { menuItemId: `status:${ids.statuses.discovery}`, linkUrl });
      await waitFor('the save', () =>
        story.sandbox.requests.slice(saves).some(({ method, status }) => method === 'PUT' && status === 200),
      );
      return page;
    },
  },
  {
    title: 'The context menu of a lead page saves too, and a toast shows the result.',
    picture: 'note-in-page',
    act: async (story) => {
      const page = await story.newPage(leadPage());
      await story.clickMenu(page, { menuItemId: 'confidence:25' });
      await page.waitForSelector(inPage('toast'));
      return page;
    },
  },
  {
    title: 'The options page lists the changes made on this device; each one can be undone there.',
    picture: 'recent-changes',
    act: async (story) => {
      const options = await story.openExtensionPage('options.html');
      await byRole(options, 'list', 'Recent changes');
      return options;
    },
  },
  {
    title: 'On Close\'s own pages, the "Edit deal" button opens the in-page editor.',
    picture: 'card',
    act: async (story) => {
      const page = await story.newPage(leadPage());
      await (await chipOn(page)).click();
      const card = await waitFor('the card', () =>
        page.frames().find((frame) => frame.url().includes('card.html')),
      );
      await card.waitForSelector('h1');
      return page;
    },
  },
  {
    title: 'Bulk edit applies one action to several deals, and first shows what would change in each.',
    picture: 'many-deals',
    act: async (story) => {
      const popup = await openDeal(story, ids.leads.threeDeals);
      await (await byRole(popup, 'button', 'Bulk edit…')).focus();
      // Presses the key without releasing it, because the popup closes first.
      await popup.keyboard.down('Enter');
      const table = await story.waitForExtensionPage('deals.html');
      await waitFor('the deals', async () => (await table.$$('tbody tr')).length === 3);
      await (await byRole(table, 'checkbox', 'Select all')).click();
      await table.select('select', 'confidence:90');
      await byRole(table, 'button', 'Update 1 deal');
      return table;
    },
  },
  // Last, because a rate limit delays all saves after it.
  {
    title: 'Close limits requests: the change waits, and a countdown is shown.',
    picture: 'waiting',
    act: async (story) => {
      const popup = await openDeal(story, ids.leads.rightToLeft);
      story.sandbox.fault({ method: 'PUT', then: { status: 429, retryAfter: 20 } });
      await (await byRole(popup, 'radio', '90%')).click();
      await statusSays(popup, 'Saving again in');
      return popup;
    },
  },
];

/**
 * Runs through the product in Chromium against the sandbox. Prints each step and request, and writes a light and a dark
 * screenshot of every step to `folder`. `only` limits them by name, such as `saved-light`.
 */
export async function takeTour(
  folder: string,
  print: (line: string) => void,
  only?: readonly string[],
): Promise<void> {
  mkdirSync(folder, { recursive: true });

  async function takePictures(page: Page, picture: string): Promise<void> {
    for (const scheme of ['light', 'dark']) {
      const name = `${picture}-${scheme}`;
      if (only && !only.includes(name)) continue;
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      const body = await page.$('body.popup');
      writeFileSync(join(folder, `${name}.png`), await (body ?? page).screenshot());
    }
  }

  const story = await startStory();
  let printed = 0;
  try {
    for (const [index, { title, picture, act }] of steps.entries()) {
      print(`\n${index + 1}. ${title}`);
      const page = await act(story);
      await takePictures(page, picture);
      for (const request of story.sandbox.requests.slice(printed)) print(`   ${describeRequest(request)}`);
      printed = story.sandbox.requests.length;
    }
  } finally {
    await story.stop();
  }
}

/** Describes a request to the sandbox in one line. */
export function describeRequest({ method, path, query, body, status }: RecordedRequest): string {
  const parameters = new URLSearchParams(query).toString();
  const sent = body === undefined ? '' : ` ${JSON.stringify(body)}`;
  return `${method} ${path}${parameters && `?${parameters}`}${sent} → ${status}`;
}
