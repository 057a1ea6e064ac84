import { describe, expect, it } from 'vitest';
import { byRole, chooseInMenu, said } from '../../harness/accessible.ts';
import { chipOn, leadPage, puts } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();

const goTo = (leadId: string) => `history.pushState({}, '', '/lead/${leadId}/')`;

describe('in-page navigation from lead to lead', () => {
  it('moves an open editor to the new deal', async () => {
    const page = await story.newPage(leadPage());
    const editor = await story.openExtensionPage(`popup.html?tabId=${await story.tabId(page)}`);
    await byRole(editor, 'heading', 'Marlow Robotics');
    await page.evaluate(goTo(ids.leads.emoji));
    await waitFor('the new deal', async () =>
      (await editor.$eval('h1', (h) => h.textContent))?.includes('Sunfield'),
    );
    await (await byRole(editor, 'radio', '90%')).click();
    await waitFor('the save', () => puts(story).length === 1);
    expect(puts(story)[0]?.path).toBe(`/api/v1/opportunity/${ids.deals.emoji}/`);
    await editor.close();
  });

  it('drops the answer for a page that was left during the request', async () => {
    const page = await story.newPage(leadPage());
    story.sandbox.fault({ path: `/opportunity/${ids.sampleDeal}/`, then: { delay: 800 } });
    const editor = await story.openExtensionPage(`popup.html?tabId=${await story.tabId(page)}`);
    await waitFor('the first deal to be requested', () =>
      story.sandbox.requests.some(({ path }) => path.includes(ids.sampleDeal)),
    );
    await page.evaluate(goTo(ids.leads.emoji));
    await waitFor('the new deal', async () =>
      (await editor.$eval('main', (main) => main.textContent))?.includes('Sunfield'),
    );
    await waitFor('the late answer', () =>
      story.sandbox.requests.every(({ status }) => status !== 'pending'),
    );
    expect(await editor.$eval('h1', (heading) => heading.textContent)).toContain('Sunfield');
    await editor.close();
  });

  it('refuses a save whose page has moved on, even if the editor has not noticed', async () => {
    const page = await story.newPage(leadPage());
    const tabId = await story.tabId(page);
    const editor = await story.openExtensionPage(`popup.html?tabId=${tabId}`);
    await byRole(editor, 'heading', 'Marlow Robotics');
    // Acts like an editor that missed the navigation, with the previous address.
    await page.evaluate(goTo(ids.leads.emoji));
    const answer = await editor.evaluate(
      (request) => chrome.runtime.sendMessage({ name: 'deal.save', input: request }),
      {
        id: '00000000-0000-4000-8000-000000000001',
        opportunityId: ids.sampleDeal,
        organizationId: ids.organizations.alder,
        leadName: 'Marlow Robotics',
        base: { confidence: 75 },
        patch: { confidence: 10 },
        openedFor: {
          tabId,
          address: leadPage(),
          reference: { kind: 'lead', id: ids.sampleLead, foundIn: 'address' },
        },
      },
    );
    expect(answer).toEqual({ ok: false, problem: { kind: 'moved-on' } });
    expect(puts(story)).toEqual([]);
    await editor.close();
  });
});

describe('fifty quick navigations', () => {
  it('leave popup, in-page editor and side panel on the deal of the page at every stop', async () => {
    const page = await story.newPage(leadPage());
    const tabId = await story.tabId(page);
    const first = await story.openPopup(page);
    await chooseInMenu(first, 'Keep open in side panel');
    const panel = await story.waitForExtensionPage('sidepanel.html');
    const popup = await story.openExtensionPage(`popup.html?tabId=${tabId}`);
    await page.bringToFront();
    // By keyboard, because the opening panel makes the page narrower and moves the button.
    await (await chipOn(page)).press('Enter');
    const card = await waitFor('the card', () => page.frames().find((frame) => frame.url().includes('card')));
    const editors = [popup, panel, card];
    const stops: [string, string][] = [
      [ids.leads.emoji, 'Sunfield'],
      [ids.leads.longName, 'Amalgamated'],
      [ids.sampleLead, 'Marlow Robotics'],
    ];
    for (let turn = 1; turn <= 50; turn += 1) {
      // Each stop is a lead that was not shown since the last stop, so when it is shown, all navigations are done.
      const stop = Math.ceil(turn / 10);
      const [leadId, name] = stops[(turn % 10 === 0 ? stop : stop + 1 + (turn % 2)) % 3] ?? ['', ''];
      await page.evaluate(goTo(leadId));
      if (turn % 10 !== 0) continue;
      for (const editor of editors) {
        await waitFor(`${editor.url()} to show ${name}`, () =>
          editor.$eval('main h1', (h1, part) => h1.textContent.includes(part), name),
        );
      }
      await waitFor('all answers', () => story.sandbox.requests.every(({ status }) => status !== 'pending'));
      for (const editor of editors) {
        expect(await editor.$eval('main h1', (h1) => h1.textContent)).toContain(name);
        expect(await said(editor, 'alert')).toBe('');
      }
    }
    await popup.close();
    await panel.close();
  });
});

describe('which deal', () => {
  it('a lead with several active deals shows a list with number keys', async () => {
    const page = await story.newPage(leadPage(ids.leads.threeDeals));
    const popup = await story.openPopup(page);
    await byRole(popup, 'list', 'Opportunities');
    await popup.keyboard.press('2');
    await byRole(popup, 'radio', 'Quote out');
    // The next time that deal is preselected.
    const again = await story.openPopup(page);
    await again.waitForSelector('li:nth-child(2) > button:focus');
    await again.keyboard.press('Enter');
    await byRole(again, 'radio', 'Quote out');
    await again.keyboard.press('Backspace');
    await byRole(again, 'list', 'Opportunities');
  });

  it('a lead without deals shows a message and a link to the lead', async () => {
    const page = await story.newPage(leadPage(ids.leads.noDeals));
    const popup = await story.openPopup(page);
    await popup.waitForSelector('::-p-text(This lead has no deals yet. Create one in Close.)');
    await byRole(popup, 'button', 'Open lead in Close');
  });

  it('a pasted link opens a deal on a page without one', async () => {
    const page = await story.newPage('https://plain.example.com/');
    const popup = await story.openPopup(page);
    const box = await byRole(popup, 'searchbox', 'Find a deal');
    await box.type(`https://tool.example/?id=${ids.deals.euro}`);
    await popup.keyboard.press('Enter');
    await byRole(popup, 'radiogroup', 'Status');
    await page.close();
  });

  it('the only deal of an email opens, while a sheet of many requests nothing until one is picked', async () => {
    const mail = await story.newPage('https://mail.example.com/');
    const first = await story.openPopup(mail);
    await byRole(first, 'heading', 'Marlow Robotics');
    await mail.close();
    story.sandbox.requests.length = 0;
    const sheet = await story.newPage('https://sheet.example.com/');
    const popup = await story.openPopup(sheet);
    await byRole(popup, 'list', 'Opportunities');
    expect(story.sandbox.requests).toEqual([]);
    await sheet.close();
  });
});
