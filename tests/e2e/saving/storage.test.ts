import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { beginWithDeal } from '../../harness/deal-story.ts';
import { connect, puts, type Story, storedDeal } from '../../harness/story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids, keys } from '../../sandbox/seed.ts';

let story: Story;
let page: Page;
let popup: Page;

beginWithDeal(async (opened) => {
  ({ story, page, popup } = opened);
  await byRole(popup, 'heading', 'Marlow Robotics');
});

const choose = async (name: string) => (await byRole(popup, 'radio', name)).click();
const status = (sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(popup, 'status')).includes(sentence));
const alert = (sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(popup, 'alert')).includes(sentence));

describe('a full store', () => {
  it('sends nothing that was not stored first, and says what could not be stored', async () => {
    // Removes everything that could be freed, and then fills the store.
    await popup.evaluate(`(async () => {
      await chrome.storage.local.remove(['menu-pipelines', 'recent-changes']);
      for (let index = 0, size = 2 ** 22; size > 32; ) {
        try { await chrome.storage.local.set({ ['filler' + index]: 'x'.repeat(size) }); index += 1; }
        catch { size /= 2; }
      }
    })()`);
    const value = await byRole(popup, 'textbox', 'Value');
    await value.click({ count: 3 });
    await value.type('777');
    await alert("Your browser's storage is full.");
    await choose('90%');
    await alert("Not saved: the browser's storage is full or unavailable. Try again.");
    expect(puts(story)).toEqual([]);
    await popup.evaluate(`chrome.storage.local.get(null).then((all) =>
      chrome.storage.local.remove(Object.keys(all).filter((key) => key.startsWith('filler'))))`);
    await (await byRole(popup, 'button', 'Try again')).click();
    await waitFor('the save', () => storedDeal(story).confidence === 90);
    await (await byRole(popup, 'button', 'Discard')).click();
  });
});

/** Stores these raw values, and opens the popup again. */
async function reopenWith(items: Record<string, unknown>): Promise<void> {
  await popup.evaluate(`chrome.storage.local.set(${JSON.stringify(items)})`);
  popup = await story.openPopup(page);
}

const stored = (name: string) => popup.evaluate(`chrome.storage.local.get('${name}').then(Object.values)`);

describe('a damaged record', () => {
  it('does not keep other edits from being saved, and is reported until dismissed', async () => {
    const id = '00000000-0000-4000-8000-00000000bad0';
    const damaged = { state: 7, leadName: 'Halden Foods' };
    await reopenWith({ outbox: [id], [`outbox:${id}`]: damaged });
    await alert('Halden Foods');
    await choose('90%');
    await status('75% → 90%');
    expect(storedDeal(story).confidence).toBe(90);
    expect(await stored(`outbox:${id}`)).toEqual([damaged]);
    await (await byRole(popup, 'button', 'Dismiss')).click();
    await waitFor(
      'the notice to disappear',
      async () => !(await said(popup, 'alert')).includes('Halden Foods'),
    );
    expect([await stored(`outbox:${id}`), await stored('outbox')]).toEqual([[], [[]]]);
  });

  it('is reported for a draft, whose deal still opens', async () => {
    await reopenWith({ [`draft:${ids.sampleDeal}`]: { entries: 'damaged' } });
    await byRole(popup, 'heading', 'Marlow Robotics');
    await alert("Your earlier draft couldn't be read.");
    await (await byRole(popup, 'button', 'Dismiss')).click();
    await waitFor(
      'the draft to be removed',
      async () => ((await stored(`draft:${ids.sampleDeal}`)) as []).length === 0,
    );
  });

  it('in the recent changes does not affect others', async () => {
    await choose('90%');
    await status('75% → 90%');
    await popup.evaluate(`chrome.storage.local.get('recent-changes').then(({ 'recent-changes': changes }) =>
      chrome.storage.local.set({ 'recent-changes': ['damaged', ...changes] }))`);
    const options = await story.openExtensionPage('options.html');
    await waitFor('the sentence', async () =>
      (await said(options, 'alert')).includes("Part of your change history couldn't be read."),
    );
    const list = await byRole(options, 'list', 'Recent changes');
    expect(await list.evaluate((shown) => shown.textContent)).toContain('Confidence: 75% → 90%');
  });

  it('of settings is reported until they are set again or the notice is dismissed', async () => {
    await reopenWith({ connections: [{ organizationId: 7 }], preferences: 'damaged' });
    await alert("Your connection couldn't be read.");
    await alert("Your settings couldn't be read and were reset.");
    await byRole(popup, 'button', 'Connect Close');
    const options = await story.waitForExtensionPage('options.html');
    await options.bringToFront();
    await options.reload();
    const isSaid = (sentence: string) => async () => (await said(options, 'alert')).includes(sentence);
    await waitFor('the sentence', isSaid('Connect to Close again'));
    await connect(story, keys.ana);
    await waitFor('the sentence to disappear', async () => !(await isSaid('Connect to Close again')()));
    await waitFor('the other one', isSaid("Your settings couldn't be read and were reset."));
    await (await byRole(options, 'button', 'Dismiss')).click();
    await waitFor(
      'the other one to disappear',
      async () => !(await isSaid("Your settings couldn't be read and were reset.")()),
    );
    popup = await story.openPopup(page);
    await byRole(popup, 'heading', 'Marlow Robotics');
    expect(await said(popup, 'alert')).toBe('');
  });
});

describe('the store of another version', () => {
  const draft = {
    ...{ opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder, leadName: '' },
    ...{ base: { value: 1_250_000 }, entries: { value: '777' }, savedAt: Date.now() },
  };

  it('is migrated before it is read', async () => {
    await popup.evaluate("chrome.storage.local.remove('version')");
    await popup.evaluate(
      `chrome.storage.local.set(${JSON.stringify({ [`draft:${ids.sampleDeal}`]: draft })})`,
    );
    // A running worker has already checked the version.
    await story.killWorker();
    popup = await story.openPopup(page);
    await popup.waitForSelector('::-p-text(Restored)');
    expect(await stored(`draft:${ids.sampleDeal}`)).toEqual([{ ...draft, unsent: {} }]);
    expect(await stored('version')).toEqual([2]);
    await (await byRole(popup, 'button', 'Discard')).click();
  });

  it('is not changed if it is of a later version', async () => {
    const later = { version: 99, [`draft:${ids.sampleDeal}`]: { later: true } };
    await popup.evaluate(`chrome.storage.local.set(${JSON.stringify(later)})`);
    await story.killWorker();
    popup = await story.openPopup(page);
    await alert('Your data was saved by a newer version of Quick Edit.');
    expect(await stored(`draft:${ids.sampleDeal}`)).toEqual([{ later: true }]);
    await popup.evaluate('chrome.storage.local.set({ version: 2 })');
    await byRole(popup, 'button', 'Update Quick Edit');
    // An immediate repetition receives the same answer.
    await waitFor('the deal', async () => {
      popup = await story.openPopup(page);
      await popup.waitForSelector('[role=alert] button, [role=radiogroup]');
      return popup.$('::-p-aria([name="Marlow Robotics"][role="heading"])');
    });
  });
});
