import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { beginWithDeal } from '../../harness/deal-story.ts';
import { puts, type Story, storedDeal } from '../../harness/story.ts';
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

describe('a save with an unusual answer', () => {
  it('waits for a rate limit with a countdown, and then saves', async () => {
    story.sandbox.fault({ method: 'PUT', then: { status: 429, retryAfter: 2 } });
    await choose('90%');
    await status('Saving again in');
    await status('75% → 90%');
    const [limited, sent] = puts(story);
    expect([limited?.status, sent?.status]).toEqual([429, 200]);
    expect((sent?.at ?? 0) - (limited?.at ?? 0)).toBeGreaterThanOrEqual(2000);
  });

  it('recognizes its own change if the answer was lost after Close applied it', async () => {
    story.sandbox.fault({ method: 'PUT', then: 'drop-after', times: 2 });
    await choose('90%');
    await status('75% → 90%');
    expect(storedDeal(story).confidence).toBe(90);
    // The browser may repeat a PUT whose connection was lost; the repeated one is identical.
    expect(new Set(puts(story).map(({ body }) => JSON.stringify(body)))).toEqual(
      new Set(['{"confidence":90}']),
    );
  });

  it.each([500, 502, 503] as const)('reads and compares after status %i, then saves', async (code) => {
    story.sandbox.fault({ method: 'PUT', then: { status: code } });
    await choose('90%');
    await status('75% → 90%');
    expect(puts(story)).toHaveLength(2);
  });

  it('reads and compares after a 504 without a body and after HTML in place of JSON', async () => {
    story.sandbox.fault({ method: 'PUT', then: { status: 504 } });
    story.sandbox.fault({ method: 'GET', then: 'html' });
    await choose('90%');
    await status('75% → 90%');
    expect(storedDeal(story).confidence).toBe(90);
  });

  it('does not follow a redirect, and keeps the change', async () => {
    story.sandbox.fault({ method: 'PUT', then: { redirect: 'https://plain.example.com/' } });
    await choose('90%');
    await status('75% → 90%');
    expect(story.sandbox.strayRequests).toEqual([]);
  });

  it('shows if Close kept another value than requested', async () => {
    story.sandbox.fault({ method: 'PUT', then: { answer: { confidence: 60 } } });
    await choose('90%');
    await status('Close shows something else for Confidence. Please check it.');
  });

  it('keeps the change if the deal may not be edited, and shows why', async () => {
    story.sandbox.fault({ method: 'PUT', then: { status: 403, body: { error: 'Not your deal' } } });
    await choose('90%');
    await alert("You don't have permission to edit this deal in Close. Close says: Not your deal");
    const preset = await byRole(popup, 'radio', '75%');
    expect(await preset.evaluate((radio) => radio.getAttribute('aria-checked'))).toBe('true');
  });

  it('keeps the change if the key is refused, and sends it once the key is accepted again', async () => {
    const { apiKeys } = story.sandbox.world;
    const ana = apiKeys.get(keys.ana);
    apiKeys.delete(keys.ana);
    await choose('90%');
    await alert('Close no longer accepts your API key. Add a new one; your change is kept.');
    if (ana) apiKeys.set(keys.ana, ana);
    const options = await story.openExtensionPage('options.html');
    await (await byRole(options, 'button', 'Disconnect')).click();
    await (await byRole(options, 'textbox', 'API key')).type(keys.ana);
    await (await byRole(options, 'button', 'Connect')).click();
    await waitFor('the waiting change', () => storedDeal(story).confidence === 90);
    await options.close();
  });
});

describe('a colleague', () => {
  it('is merged silently if different fields were changed', async () => {
    story.sandbox.changeBehind(ids.sampleDeal, { value: 999_900 }, ids.users.sam);
    await choose('90%');
    await status('75% → 90%');
    expect(storedDeal(story)).toMatchObject({ value: 999_900, confidence: 90 });
  });

  it('is not overwritten in changed fields until the user has chosen', async () => {
    story.sandbox.changeBehind(ids.sampleDeal, { confidence: 10 }, ids.users.sam);
    await choose('90%');
    await byRole(popup, 'dialog', 'Changed in Close');
    expect(await popup.$eval('dialog', (dialog) => dialog.textContent)).toContain('Sam Lee');
    expect(puts(story)).toEqual([]);
    await (await byRole(popup, 'button', 'Save my choices')).click();
    await status('10% → 90%');
    expect(storedDeal(story).confidence).toBe(90);
  });

  it('keeps their value if the user chooses it', async () => {
    story.sandbox.changeBehind(ids.sampleDeal, { confidence: 10 }, ids.users.sam);
    await choose('90%');
    await (await byRole(popup, 'button', 'Keep theirs')).click();
    await waitFor('their value', async () => {
      const preset = await byRole(popup, 'radio', '10%');
      return (await preset.evaluate((radio) => radio.getAttribute('aria-checked'))) === 'true';
    });
    expect(puts(story)).toEqual([]);
  });

  it('keeps the change if the dialog is closed, and can open it again', async () => {
    story.sandbox.changeBehind(ids.sampleDeal, { confidence: 10 }, ids.users.sam);
    await choose('90%');
    await byRole(popup, 'dialog', 'Changed in Close');
    await popup.keyboard.press('Escape');
    await alert('Choose which value to keep.');
    await (await byRole(popup, 'button', 'Review')).click();
    await (await byRole(popup, 'button', 'Save my choices')).click();
    await waitFor('the save', () => storedDeal(story).confidence === 90);
  });

  it('does not undo over a later change by a colleague', async () => {
    await choose('90%');
    await status('75% → 90%');
    story.sandbox.changeBehind(ids.sampleDeal, { confidence: 10 }, ids.users.sam);
    await (await byRole(popup, 'button', 'Undo')).click();
    await byRole(popup, 'dialog', 'Changed in Close');
    expect(storedDeal(story).confidence).toBe(10);
    await (await byRole(popup, 'button', 'Keep theirs')).click();
    await waitFor('the dialog to close', async () => (await popup.$('dialog')) === null);
  });
});

describe('a killed worker', () => {
  it.each(['before', 'after'] as const)('during a PUT, %s Close applied it, saves once', async (applied) => {
    let release = (): void => {};
    const hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    // "applied after the hold" is a PUT that Close has not applied yet when the worker dies.
    story.sandbox.fault({
      method: 'PUT',
      then: { hold, applied: applied === 'after' ? 'before' : 'after' },
    });
    await choose('90%');
    await waitFor('the PUT to arrive', () => puts(story).length === 1);
    await story.killWorker();
    release();
    await status('75% → 90%');
    expect(storedDeal(story).confidence).toBe(90);
    expect(new Set(puts(story).map(({ body }) => JSON.stringify(body)))).toEqual(
      new Set(['{"confidence":90}']),
    );
  });

  it('with a closed popup finishes the save when it starts again', async () => {
    story.sandbox.fault({ method: 'PUT', then: { hold: new Promise(() => {}), applied: 'after' } });
    await choose('90%');
    await waitFor('the PUT to arrive', () => puts(story).length === 1);
    await popup.close();
    await story.killWorker();
    popup = await story.openPopup(page);
    await waitFor('the save', () => storedDeal(story).confidence === 90);
    await waitFor('an empty outbox', async () => {
      const stored = await popup.evaluate(
        "chrome.storage.local.get('outbox').then(({ outbox }) => outbox.length)",
      );
      return stored === 0;
    });
  });
});
