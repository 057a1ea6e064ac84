import { describe, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { dealIsRead, leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();

const putPath = `/api/v1/opportunity/${ids.sampleDeal}/`;

describe('from a lead page in Close', () => {
  it('sends no request to Close before the popup is opened', async () => {
    const page = await story.newPage(leadPage());
    await waitFor('the content script to report', async () =>
      (await story.badge(page)).title.includes('lead'),
    );
    expect(story.sandbox.requests).toEqual([]);
  });

  it('saves a status with one click, as one PUT of exactly that field', async () => {
    const page = await story.newPage(leadPage());
    const popup = await story.openPopup(page);
    await byRole(popup, 'heading', 'Marlow Robotics');
    await (await byRole(popup, 'radio', 'Proposal sent')).click();
    await waitFor('the result', async () =>
      (await said(popup, 'status')).includes('Demo done → Proposal sent'),
    );

    const [put, ...more] = puts(story);
    expect(more).toEqual([]);
    expect(put).toMatchObject({
      path: putPath,
      host: 'api.close.com',
      body: { status_id: ids.statuses.proposalSent },
      status: 200,
    });
    expect(Object.keys(put?.body as object)).toEqual(['status_id']);
    expect(put?.headers).toMatchObject({ 'content-type': 'application/json' });
    expect(put?.headers.authorization).toMatch(/^Basic /);
    expect(put?.headers['x-tz-offset']).toMatch(/^-?\d+(\.\d+)?$/);
    expect(put?.headers.cookie).toBeUndefined();
    expect(storedDeal(story).statusId).toBe(ids.statuses.proposalSent);
    const chosen = await byRole(popup, 'radio', 'Proposal sent');
    expect(await chosen.evaluate((radio) => radio.getAttribute('aria-checked'))).toBe('true');
  });

  it("does not affect Close's session cookie", async () => {
    const page = await story.newPage(leadPage());
    const popup = await story.openPopup(page);
    await (await byRole(popup, 'radio', '90%')).click();
    await waitFor('the save', () => puts(story).length === 1);
    const cookies = await story.browser.cookies();
    expect(cookies.find(({ name }) => name === 'session')?.value).toBe('signed-in');
  });

  it('sends one GET per opening, and one GET and one PUT per save', async () => {
    const page = await story.newPage(leadPage());
    const popup = await story.openPopup(page);
    await dealIsRead(popup);
    const reads = story.sandbox.requests.filter(({ path }) => path === putPath);
    expect(reads).toHaveLength(1);
    story.sandbox.requests.length = 0;
    await (await byRole(popup, 'radio', '50%')).click();
    await waitFor('the result', async () => (await said(popup, 'status')).includes('75% → 50%'));
    expect(story.sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET ${putPath}`,
      `PUT ${putPath}`,
    ]);
  });

  it('reverts a save with Undo', async () => {
    const page = await story.newPage(leadPage());
    const popup = await story.openPopup(page);
    await (await byRole(popup, 'radio', 'Negotiation')).click();
    await (await byRole(popup, 'button', 'Undo')).click();
    await waitFor('the previous status', () => storedDeal(story).statusId === ids.statuses.demoDone);
    expect(puts(story).map(({ body }) => body)).toEqual([
      { status_id: ids.statuses.negotiation },
      { status_id: ids.statuses.demoDone },
    ]);
  });
});

describe('by keyboard only', () => {
  it('starts on the status, moves without saving, and saves on Space', async () => {
    const page = await story.newPage(leadPage());
    const popup = await story.openPopup(page);
    await byRole(popup, 'radio', 'Demo done');
    const focused = () => popup.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await waitFor('the focus on the status', async () => (await focused()) === 'Demo done');
    await popup.keyboard.press('ArrowRight');
    await popup.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Negotiation');
    expect(puts(story)).toEqual([]);
    await popup.keyboard.press('Space');
    await waitFor('the save', () => storedDeal(story).statusId === ids.statuses.negotiation);
  });

  it('saves the status with the pressed number, but treats digits in a field as text', async () => {
    const page = await story.newPage(leadPage());
    const popup = await story.openPopup(page);
    const step = await byRole(popup, 'textbox', 'Next step');
    await step.type('3');
    expect(puts(story)).toEqual([]);
    await (await byRole(popup, 'radio', 'Demo done')).focus();
    await popup.keyboard.press('3');
    await waitFor('the save', () => storedDeal(story).statusId === ids.statuses.proposalSent);
    expect(puts(story).map(({ body }) => body)).toEqual([{ status_id: ids.statuses.proposalSent }]);
  });
});

describe('several quick choices', () => {
  it('end with the last one', async () => {
    const page = await story.newPage(leadPage());
    const popup = await story.openPopup(page);
    await dealIsRead(popup);
    story.sandbox.fault({ method: 'GET', path: putPath, then: { delay: 300 } });
    for (const name of ['Discovery', 'Proposal sent', 'Negotiation']) {
      await (await byRole(popup, 'radio', name)).click();
    }
    await waitFor('the last choice', () => storedDeal(story).statusId === ids.statuses.negotiation);
    await waitFor('the last message', async () => (await said(popup, 'status')).includes('→ Negotiation'));
    const chosen = await byRole(popup, 'radio', 'Negotiation');
    expect(await chosen.evaluate((radio) => radio.getAttribute('aria-checked'))).toBe('true');
    expect(storedDeal(story).statusId).toBe(ids.statuses.negotiation);
  });
});
