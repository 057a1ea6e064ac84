import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { byRole, bySelector, said } from '../../harness/accessible.ts';
import { storedText } from '../../harness/stored-text.ts';
import { leadPage } from '../../harness/story.ts';
import { useInstalledStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { keys } from '../../sandbox/seed.ts';

const story = useInstalledStory();
let options: Page;
beforeAll(async () => {
  options = await story.openExtensionPage('options.html');
});

async function paste(text: string): Promise<void> {
  await options.bringToFront();
  const field = await byRole(options, 'textbox', 'API key');
  await field.evaluate((input) => {
    (input as HTMLInputElement).value = '';
  });
  await field.type(text);
  await (await byRole(options, 'button', 'Connect')).click();
}

const untilAlert = (sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(options, 'alert')).includes(sentence));

describe('first run', () => {
  it('shows a button to the options if nothing is connected', async () => {
    const page = await story.newPage(leadPage());
    const popup = await story.openPopup(page);
    await popup.waitForSelector('::-p-text(Connect to Close)');
    expect(story.sandbox.requests).toEqual([]);
  });

  it('connects with a pasted curl command and does not expose the key', async () => {
    await paste(`curl https://api.close.com/api/v1/me/ -u "${keys.ana}:"`);
    await options.waitForSelector('::-p-text(Connected as Ana Ruiz · Alder & Finch)');
    const [check] = story.sandbox.requests;
    expect(check).toMatchObject({ method: 'GET', path: '/api/v1/me/', status: 200 });
    expect(check?.headers.cookie).toBeUndefined();
    expect(await options.content()).not.toContain(keys.ana);
    await byRole(options, 'heading', "You're all set");
    await options.reload();
    await options.waitForSelector('::-p-text(Connected as Ana Ruiz · Alder & Finch)');
    expect(await options.$('.all-set')).toBeNull();
  });

  it('has become the options in five parts, which answer each change', async () => {
    const headings = await options.$$eval('h2', (all) => all.map(({ textContent }) => textContent));
    expect(headings).toEqual(['Account', 'Editing', 'Quick actions', 'Sites', 'History and data']);
    await (await bySelector(options, '::-p-text(Single-key shortcuts)')).click();
    await waitFor('"Saved"', async () => (await said(options, 'status')).includes('Saved'));
    await waitFor('the end of "Saved"', async () => !(await said(options, 'status')).includes('Saved'));
  });

  it('shows the part that the address names, and marks it in the navigation', async () => {
    await options.evaluate("location.hash = 'history'");
    await options.reload();
    await options.waitForSelector('a[href="#history"][aria-current]');
    await waitFor('the heading in view', () =>
      options.$eval('#history', (part) => {
        const { top } = part.getBoundingClientRect();
        return top >= 0 && top < innerHeight / 2;
      }),
    );
  });

  it('removes the key on Disconnect', async () => {
    await (await byRole(options, 'button', 'Disconnect')).click();
    await byRole(options, 'button', 'Connect');
    const stored = await storedText(options, 'local');
    expect(stored).not.toContain('api_');
    story.sandbox.requests.length = 0;
  });

  it('explains each problem in one sentence, and then connects', async () => {
    await paste(' ');
    await untilAlert('Paste your API key first.');
    await paste('no key here');
    await untilAlert("That doesn't look like an API key.");
    expect(story.sandbox.requests).toEqual([]);
    await paste(keys.unknown);
    await untilAlert("Close didn't accept this key.");
    story.sandbox.fault({ path: '/me/', then: 'drop-before', times: Number.POSITIVE_INFINITY });
    await paste(keys.ana);
    await untilAlert("Can't reach Close. Check your connection.");
    story.sandbox.reset();
    story.sandbox.fault({ path: '/me/', then: 'html' });
    await paste(keys.ana);
    await untilAlert('Close sent an unexpected response.');
    await paste(keys.ana);
    await options.waitForSelector('::-p-text(Connected as)');
  });
});
