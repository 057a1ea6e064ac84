import type { Page } from 'puppeteer-core';
import { byRole, bySelector, said } from '../tests/harness/accessible.ts';
import { inPage } from '../tests/harness/in-page.ts';
import { chipOn, connectFully, dealIsRead, leadPage, type Story } from '../tests/harness/story.ts';
import { waitFor } from '../tests/harness/wait-for.ts';
import { ids, keys } from '../tests/sandbox/seed.ts';

/** A tour in one language. `say` returns a message of that language, with its placeholders filled. */
export type Tour = { story: Story; say(name: string, ...parts: string[]): string };

/** One action of a user, and the file name of its screenshots. */
type Step = { title: string; picture: string; act(tour: Tour): Promise<Page> };

const untilSaid = (page: Page, sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(page, 'status')).includes(sentence));

async function openDeal({ story }: Tour, leadId: string = ids.sampleLead): Promise<Page> {
  const popup = await story.openPopup(await story.newPage(leadPage(leadId)));
  await dealIsRead(popup);
  return popup;
}

// Opens the popup's page in a tab of the popup's size, because a headless popup does not adapt to its content and
// would center dialogs incorrectly.
async function openPopupInTab({ story }: Tour, page: Page): Promise<Page> {
  const editor = await story.openExtensionPage(`popup.html?tabId=${await story.tabId(page)}`);
  await editor.setViewport({ width: 380, height: 560 });
  return editor;
}

async function openDealInTab(tour: Tour, leadId: string = ids.sampleLead): Promise<Page> {
  const editor = await openPopupInTab(tour, await tour.story.newPage(leadPage(leadId)));
  await dealIsRead(editor);
  return editor;
}

async function typeInto(editor: Page, name: string, typed: string): Promise<void> {
  const control = await byRole(editor, 'textbox', name);
  await control.click({ count: 3 });
  await control.type(typed);
}

async function typeLine(editor: Page, line: string): Promise<void> {
  await editor.keyboard.press('/');
  await editor.waitForSelector('.line-row [aria-invalid]:focus');
  await editor.keyboard.type(line);
}

async function openOptions({ story }: Tour, part: string): Promise<Page> {
  const options = await story.openExtensionPage(`options.html#${part}`);
  await options.setViewport({ width: 1200, height: 900 });
  return options;
}

const statusRadio = (name: string) => `::-p-aria([role="radio"][name="${name}"])`;
const confidence = (place: number) => `.segment-choices button:nth-child(${place})`;

async function choose(page: Page, selector: string): Promise<void> {
  await (await bySelector(page, selector)).click();
}

export const steps: Step[] = [
  {
    title: 'First run: the options page asks for an API key.',
    picture: 'first-run',
    act: async ({ story, say }) => {
      const options = await story.waitForExtensionPage('options.html');
      await byRole(options, 'textbox', say('apiKey'));
      return options;
    },
  },
  {
    title: 'Without a connection, the popup leads to the options.',
    picture: 'not-connected',
    act: async (tour) => {
      const popup = await openPopupInTab(tour, await tour.story.newPage('https://plain.example.com/'));
      await byRole(popup, 'button', tour.say('connectInOptions'));
      return popup;
    },
  },
  {
    title: 'Sample deals can be changed before anything is connected.',
    picture: 'sample',
    act: async ({ story, say }) => {
      const sample = await story.openExtensionPage('sample.html');
      await (await byRole(sample, 'radio', 'Proposal sent')).click();
      await untilSaid(sample, say('saved'));
      return sample;
    },
  },
  {
    title: 'A key is pasted and checked.',
    picture: 'connected',
    act: async ({ story }) => {
      const options = await story.waitForExtensionPage('options.html');
      // A page in the background has no accessibility tree.
      await options.bringToFront();
      await connectFully(story, keys.ana);
      return options;
    },
  },
  {
    title: 'On a lead page in Close the toolbar button opens the deal.',
    picture: 'deal',
    act: (tour) => openDeal(tour),
  },
  {
    title: 'One click on a status saves it; Undo is offered for ten seconds.',
    picture: 'saved',
    act: async (tour) => {
      const popup = await openDeal(tour);
      await choose(popup, statusRadio('Proposal sent'));
      await untilSaid(popup, 'Demo done → Proposal sent');
      return popup;
    },
  },
  {
    title: 'After the first save, the next deal gives a tip about links.',
    picture: 'tip',
    act: async (tour) => {
      const popup = await openDeal(tour, ids.leads.emoji);
      await popup.waitForSelector('.said .row');
      return popup;
    },
  },
  {
    title: 'Undo restores the previous value.',
    picture: 'undone',
    act: async (tour) => {
      const popup = await openDeal(tour);
      await choose(popup, confidence(6));
      await (await byRole(popup, 'button', tour.say('undo'))).click();
      await byRole(popup, 'button', tour.say('redo'));
      return popup;
    },
  },
  {
    title: 'Everything else is in the menu "More".',
    picture: 'menu',
    act: async (tour) => {
      const popup = await openDealInTab(tour);
      await (await byRole(popup, 'button', tour.say('more'))).click();
      await byRole(popup, 'menuitem', tour.say('history'));
      return popup;
    },
  },
  {
    title: 'The history of a deal shows status changes in Close and changes on this device.',
    picture: 'history',
    act: async (tour) => {
      const popup = await openDealInTab(tour);
      await choose(popup, `aria/${tour.say('more')}[role="button"]`);
      await (await byRole(popup, 'menuitem', tour.say('history'))).click();
      const entries = await byRole(popup, 'list', tour.say('history'));
      await waitFor('the entries', () => entries.evaluate((list) => list.childElementCount > 1));
      return popup;
    },
  },
  {
    title: 'The key "?" lists the shortcuts.',
    picture: 'shortcuts',
    act: async (tour) => {
      const popup = await openDealInTab(tour);
      await popup.keyboard.press('?');
      await popup.waitForSelector('dialog[open]');
      return popup;
    },
  },
  {
    title: 'Type in several fields, then save once. The draft stays until it is saved or discarded.',
    picture: 'draft',
    act: async (tour) => {
      const popup = await openDeal(tour);
      await typeInto(popup, tour.say('fieldValue'), '14k');
      await typeInto(popup, 'Next step', 'Send revised quote');
      await byRole(popup, 'button', tour.say('save'));
      return popup;
    },
  },
  {
    title: 'The popup was closed; the draft is restored. Invalid input is marked beside its field.',
    picture: 'restored',
    act: async (tour) => {
      const popup = await openDeal(tour);
      await popup.waitForSelector(`::-p-text(${tour.say('restored')})`);
      await typeInto(popup, tour.say('fieldValue'), '1.2.3');
      await popup.waitForSelector('.field-problem');
      return popup;
    },
  },
  {
    title: 'All fields of the deal, with a filter and pins.',
    picture: 'all-fields',
    act: async (tour) => {
      const popup = await openDeal(tour, ids.leads.emoji);
      await choose(popup, `::-p-text(${tour.say('allFields')})`);
      await popup.waitForSelector(`::-p-text(${tour.say('fewerFields')})`);
      return popup;
    },
  },
  {
    title: 'One typed line shows what would change before anything is saved.',
    picture: 'line',
    act: async (tour) => {
      const popup = await openDealInTab(tour, ids.leads.emoji);
      await typeLine(popup, 'prop 60% 12k next friday next step: call Lena');
      await waitFor('the changes', async () => (await popup.$$('.line-panel li')).length >= 4);
      return popup;
    },
  },
  {
    title: 'A word that Quick Edit cannot read is marked, and its meanings are offered.',
    picture: 'line-unknown',
    act: async (tour) => {
      const popup = await openDealInTab(tour, ids.leads.longName);
      await typeLine(popup, '60% @s prop blue');
      await popup.waitForSelector('[role=alert]');
      return popup;
    },
  },
  {
    title: 'Won asks for the close date, because Close would keep an outdated estimate.',
    picture: 'won',
    act: async (tour) => {
      const popup = await openDealInTab(tour, ids.leads.emoji);
      await choose(popup, statusRadio('Won'));
      await byRole(popup, 'button', tour.say('markAs', 'Won'));
      return popup;
    },
  },
  {
    title: 'A lead with several deals offers a list.',
    picture: 'which-deal',
    act: async ({ story, say }) => {
      const popup = await story.openPopup(await story.newPage(leadPage(ids.leads.threeDeals)));
      await byRole(popup, 'list', say('opportunities'));
      return popup;
    },
  },
  {
    title: 'A page that mentions several deals lists them with where they were found.',
    picture: 'found-on-page',
    act: async ({ story, say }) => {
      const popup = await story.openPopup(await story.newPage('https://logs.example.com/'));
      await byRole(popup, 'list', say('opportunities'));
      return popup;
    },
  },
  {
    title: 'A colleague changed the same field: you choose which value to keep.',
    picture: 'conflict',
    act: async (tour) => {
      const popup = await openDealInTab(tour, ids.leads.longName);
      tour.story.sandbox.changeBehind(ids.deals.longName, { confidence: 10 }, ids.users.sam);
      await choose(popup, confidence(6));
      await popup.waitForSelector('dialog[open]');
      return popup;
    },
  },
  {
    title: 'A page without a deal: search for one, or paste an ID or a link.',
    picture: 'nothing-found',
    act: async ({ story, say }) => {
      const popup = await story.openPopup(await story.newPage('https://plain.example.com/'));
      await byRole(popup, 'searchbox', say('findDeal'));
      return popup;
    },
  },
  {
    title: 'On the third visit to a site the popup asks whether to run there always.',
    picture: 'often',
    act: async ({ story }) => {
      const page = await story.newPage('https://plain.example.com/');
      const popup = await story.openPopup(page);
      await popup.waitForSelector('footer.site button');
      const again = await story.openPopup(page);
      await again.waitForSelector('footer.site .link');
      return again;
    },
  },
  {
    title: 'A mail without an ID offers to find the deals of its people.',
    picture: 'people',
    act: async ({ story, say }) => {
      const popup = await story.openPopup(await story.newPage('https://webmail.example.com/#message/0'));
      await byRole(popup, 'button', say('findTheirDeals'));
      return popup;
    },
  },
  {
    title: 'In an email, the context menu of a link saves without opening the editor.',
    picture: 'mail',
    act: async ({ story }) => {
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
    act: async ({ story }) => {
      const page = await story.newPage(leadPage());
      await story.clickMenu(page, { menuItemId: 'confidence:25' });
      await page.waitForSelector(inPage('toast'));
      return page;
    },
  },
  {
    title: 'On a site that was added, each link to a deal gets a button.',
    picture: 'added-site',
    act: async ({ story, say }) => {
      const page = await story.newPage('https://mail.example.com/');
      await story.allowWhenAsked('https://mail.example.com/*');
      const options = await story.openExtensionPage('options.html#sites');
      await (await byRole(options, 'textbox', say('siteAddress'))).type('https://mail.example.com');
      await (await byRole(options, 'button', say('siteAdd'))).click();
      await byRole(options, 'button', say('siteRemove', 'mail.example.com'));
      await options.close();
      await page.bringToFront();
      await page.waitForSelector(inPage('link-button'));
      return page;
    },
  },
  {
    title: 'The options page: editing.',
    picture: 'options-editing',
    act: (tour) => openOptions(tour, 'editing'),
  },
  {
    title: 'The options page: quick actions.',
    picture: 'options-quick-actions',
    act: (tour) => openOptions(tour, 'quick-actions'),
  },
  {
    title: 'A quick action is a set of changes under a name.',
    picture: 'quick-action-form',
    act: async (tour) => {
      const options = await openOptions(tour, 'quick-actions');
      const add = await byRole(options, 'button', tour.say('addAction'));
      await waitFor('the button', () => add.evaluate((button) => button.matches(':enabled')));
      await add.click();
      await (await byRole(options, 'textbox', tour.say('actionName'))).type('Proposal sent, 60%');
      await (await byRole(options, 'combobox', tour.say('addChange'))).type(tour.say('fieldConfidence'));
      await options.keyboard.press('Enter');
      return options;
    },
  },
  {
    title: 'The options page: sites.',
    picture: 'options-sites',
    act: (tour) => openOptions(tour, 'sites'),
  },
  {
    title: 'The options page lists the changes made on this device; each one can be undone there.',
    picture: 'recent-changes',
    act: async (tour) => {
      const options = await openOptions(tour, 'history-and-data');
      await byRole(options, 'list', tour.say('recentChanges'));
      return options;
    },
  },
  {
    title: 'On Close\'s own pages a quiet button, "Edit deal", is always there.',
    picture: 'chip',
    act: async ({ story, say }) => {
      const page = await story.newPage(leadPage());
      await chipOn(page, say('editDeal'));
      return page;
    },
  },
  {
    title: 'It opens the in-page editor.',
    picture: 'card',
    act: async ({ story, say }) => {
      const page = await story.newPage(leadPage());
      await (await chipOn(page, say('editDeal'))).click();
      const card = await waitFor('the card', () =>
        page.frames().find((frame) => frame.url().includes('card.html')),
      );
      await card.waitForSelector('h1');
      await dealIsRead(card);
      return page;
    },
  },
  {
    title: 'The side panel shows the same editor and follows the tab.',
    picture: 'panel',
    act: async (tour) => {
      const popup = await openDeal(tour);
      await (await byRole(popup, 'button', tour.say('more'))).click();
      await (await byRole(popup, 'menuitem', tour.say('keepOpen'))).click();
      const panel = await tour.story.waitForExtensionPage('sidepanel.html');
      await dealIsRead(panel);
      return panel;
    },
  },
  {
    title: 'Bulk edit applies one action to several deals, and first shows what would change in each.',
    picture: 'many-deals',
    act: async ({ story, say }) => {
      const popup = await story.openPopup(await story.newPage(leadPage(ids.leads.threeDeals)));
      await (await byRole(popup, 'button', say('editSeveral'))).focus();
      // Presses the key without releasing it, because the popup closes first.
      await popup.keyboard.down('Enter');
      const table = await story.waitForExtensionPage('deals.html');
      await waitFor('the deals', async () => (await table.$$('tbody tr')).length === 3);
      await (await byRole(table, 'checkbox', say('manyAll'))).click();
      await table.select('select', 'confidence:90');
      await byRole(table, 'button', say('manyStartOne'));
      return table;
    },
  },
  {
    title: 'After the run each row says how it ended, and one Undo takes everything back.',
    picture: 'many-deals-done',
    act: async ({ story, say }) => {
      const table = await story.openExtensionPage(`deals.html#${ids.leads.threeDeals}`);
      await waitFor('the deals', async () => (await table.$$('tbody tr')).length === 3);
      await (await byRole(table, 'checkbox', say('manyAll'))).click();
      await table.select('select', 'confidence:50');
      await choose(table, '.button.primary:not(:disabled)');
      await byRole(table, 'button', say('manyUndo'));
      return table;
    },
  },
  {
    title: 'My open deals: what needs attention, edited like a sheet.',
    picture: 'open-deals',
    act: async ({ story, say }) => {
      const table = await story.openExtensionPage('deals.html#open');
      await byRole(table, 'grid', say('dealsGrid'));
      return table;
    },
  },
  // These two come last, because a rate limit delays all saves after it, and a lock ends the tour.
  {
    title: 'Close limits requests: the change waits, and a countdown is shown.',
    picture: 'waiting',
    act: async (tour) => {
      const popup = await openDeal(tour, ids.leads.rightToLeft);
      tour.story.sandbox.fault({ method: 'PUT', then: { status: 429, retryAfter: 20 } });
      await choose(popup, confidence(6));
      await untilSaid(popup, tour.say('savingAgainIn', '').slice(0, 10));
      return popup;
    },
  },
  {
    title: 'Under a passphrase, keys and drafts are locked until it is entered.',
    picture: 'locked',
    act: async (tour) => {
      const { say } = tour;
      const options = await openOptions(tour, 'account');
      await choose(options, `::-p-text(${say('keepUnderPassphrase')})`);
      await options.waitForSelector('input[autocomplete=new-password]');
      const boxes = await options.$$('input[autocomplete=new-password]');
      for (const box of boxes) await box.type('orchard lantern saddle');
      await (await byRole(options, 'button', say('usePassphrase'))).click();
      await (await byRole(options, 'button', say('lockNow'))).click();
      await options.close();
      const popup = await openPopupInTab(tour, await tour.story.newPage(leadPage()));
      await byRole(popup, 'button', say('unlock'));
      return popup;
    },
  },
];
