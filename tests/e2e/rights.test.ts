import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { byRole, said } from '../harness/accessible.ts';
import { connectFully, puts, storedDeal } from '../harness/story.ts';
import { useConnectedStory, useInstalledStory } from '../harness/use-story.ts';
import { waitFor } from '../harness/wait-for.ts';
import { ids, keys } from '../sandbox/seed.ts';

const addressOf = (deal: string) => `https://plain.example.com/?deal=${deal}`;
const alert = (popup: Page, sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(popup, 'alert')).includes(sentence));

describe('a user who may only edit their own deals', () => {
  const story = useInstalledStory();
  beforeAll(async () => {
    await story.openExtensionPage('options.html');
    await connectFully(story, keys.restricted);
  });

  it("sees why a colleague's deal is locked, and cannot change it", async () => {
    const page = await story.newPage(addressOf(ids.sampleDeal));
    const popup = await story.openPopup(page);
    await popup.waitForSelector('::-p-text(You can only edit your own deals in Close)');
    await (await byRole(popup, 'radio', '90%')).evaluate((radio) => (radio as HTMLElement).click());
    await popup.keyboard.press('3');
    const value = await byRole(popup, 'textbox', 'Value');
    expect(await value.evaluate((input) => (input as HTMLInputElement).readOnly)).toBe(true);
    expect(puts(story)).toEqual([]);
    await page.close();
  });

  it('can edit their own deals', async () => {
    const page = await story.newPage(addressOf(ids.deals.restrictedOwn));
    const popup = await story.openPopup(page);
    await (await byRole(popup, 'radio', '90%')).click();
    await waitFor('the save', () => storedDeal(story, ids.deals.restrictedOwn).confidence === 90);
    await page.close();
  });
});

describe('a change refused because of missing rights', () => {
  const story = useConnectedStory();
  let page: Page;
  beforeAll(async () => {
    page = await story.newPage(addressOf(ids.sampleDeal));
  });

  it('with 401 although the key is valid ends, and later changes are sent', async () => {
    story.sandbox.fault({ method: 'PUT', then: { status: 401 } });
    const popup = await story.openPopup(page);
    await (await byRole(popup, 'radio', '90%')).click();
    await alert(popup, "You don't have permission to edit this deal in Close.");
    await (await byRole(popup, 'radio', '25%')).click();
    await waitFor('the later save', () => storedDeal(story, ids.sampleDeal).confidence === 25);
  });

  it('as an undo to a former owner is reported before it is sent', async () => {
    const owned = await story.newPage(addressOf(ids.deals.formerOwner));
    const popup = await story.openPopup(owned);
    const owner = await byRole(popup, 'combobox', 'Owner');
    await owner.click();
    await owner.type('Ana Ruiz');
    await (await byRole(popup, 'option', 'Ana Ruiz')).click();
    await (await byRole(popup, 'button', 'Save')).click();
    await (await byRole(popup, 'button', 'Undo')).click();
    await alert(popup, 'the former owner has left your organization');
    expect(puts(story)).toHaveLength(1);
    await owned.close();
  });
});
