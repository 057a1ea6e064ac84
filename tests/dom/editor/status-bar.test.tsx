import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { failure, success } from '../../../lib/model/result.ts';
import { speak } from '../harness/fake-browser.ts';
import { showDeal } from '../harness/show.tsx';
import { customField, dealView } from '../samples/deals.ts';

const status = page.getByRole('status');
const undo = page.getByRole('button', { name: 'Undo' });
const choose = (name: string) => page.getByRole('radio', { name }).click();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
});

afterEach(() => {
  // Runs pending effects, because otherwise Preact would delay the effects of later tests.
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
});

describe('the status bar', () => {
  it('says that the deal is up to date while there is nothing else to say', async () => {
    await showDeal();
    await expect.element(page.getByText('Up to date')).toBeVisible();
    await choose('90%');
    await expect.element(page.getByText('Up to date')).not.toBeInTheDocument();
  });

  it('shows the unsaved changes again when the time to undo a save is over', async () => {
    await showDeal();
    await page.getByLabelText('Next step').fill('Call');
    await choose('90%');
    await expect.element(undo).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Save' })).toBeEnabled();
    await vi.advanceTimersByTimeAsync(10_000);
    await expect.element(page.getByText('1 change: Next step')).toBeVisible();
  });
});

describe('after a save', () => {
  it('shows the previous and the new value', async () => {
    await showDeal();
    await choose('Proposal sent');
    await expect.element(status).toMatchTextContent('Demo done → Proposal sent');
    await choose('90%');
    await expect.element(status).toMatchTextContent('Confidence: 50% → 90%');
  });

  it.each([
    ['both sides', 'לקוח חדש', 'סגור'],
    ['the left', 'לקוח (2026)', 'Call'],
    ['the right', 'Call', 'לקוח (2026)'],
  ])(
    'keeps the previous value left of the new one with a right-to-left name on %s',
    async (_where, before, after) => {
      await showDeal(dealView({ 'custom.cf_step': before }, { customFields: [customField()] }));
      await page.getByLabelText('Next step').fill(after);
      await page.getByRole('button', { name: 'Save' }).click();
      await expect.element(status).toMatchTextContent(`${before} → ${after}`);
      const placeOf = (value: string) =>
        [...status.element().querySelectorAll('bdi')]
          .find(({ textContent }) => textContent === value)
          ?.getBoundingClientRect().left ?? Number.NaN;
      expect(placeOf(before)).toBeLessThan(placeOf(after));
    },
  );

  it('offers Undo for ten seconds, and keeps the message', async () => {
    await showDeal();
    await choose('Proposal sent');
    await expect.element(undo).toBeVisible();
    // The clock also advances a little with every check of the page.
    await vi.advanceTimersByTimeAsync(9_000);
    expect(undo.query()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(undo.query()).toBeNull();
    await expect.element(status).toMatchTextContent('Demo done → Proposal sent');
  });

  it('accepts the key U for ten seconds too', async () => {
    const { background } = await showDeal();
    await choose('Proposal sent');
    await expect.element(undo).toBeVisible();
    await vi.advanceTimersByTimeAsync(10_000);
    await userEvent.keyboard('u');
    expect(background.asked('change.undo')).toEqual([]);
    await expect.element(status).toMatchTextContent('Demo done → Proposal sent');
  });

  it('gives a second save its own ten seconds', async () => {
    await showDeal();
    await choose('Proposal sent');
    await expect.element(status).toMatchTextContent('Proposal sent');
    await vi.advanceTimersByTimeAsync(8_000);
    await choose('Qualified');
    await expect.element(status).toMatchTextContent('Proposal sent → Qualified');
    await vi.advanceTimersByTimeAsync(8_000);
    await expect.element(undo).toBeVisible();
  });

  it('undoes exactly that change, and shows it', async () => {
    const { background } = await showDeal();
    await choose('Proposal sent');
    await undo.click();
    await expect.element(status).toMatchTextContent('Status back to Demo done');
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toBeChecked();
    const [saved] = background.asked('deal.save');
    expect(background.asked('change.undo').map(({ changeId }) => changeId)).toEqual([saved?.id]);
  });

  it('says that it was undone, and offers Redo', async () => {
    const { background } = await showDeal();
    await choose('90%');
    await undo.click();
    await expect.element(status).toMatchTextContent(/^Undone · Confidence back to 50%/);
    await expect.element(undo).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect.element(status).toMatchTextContent(/^Saved · Confidence: 50% → 90%/);
    const [first, second] = background.asked('change.undo');
    expect(second?.changeId).toBe(first?.id);
  });

  it('offers Undo again after Redo, and then Redo', async () => {
    const { background } = await showDeal();
    await choose('90%');
    await undo.click();
    await page.getByRole('button', { name: 'Redo' }).click();
    await undo.click();
    await expect.element(status).toMatchTextContent(/^Undone · Confidence back to 50%/);
    await expect.element(page.getByRole('button', { name: 'Redo' })).toBeVisible();
    const ids = background.asked('change.undo').map(({ id }) => id);
    expect(
      background
        .asked('change.undo')
        .map(({ changeId }) => changeId)
        .slice(1),
    ).toEqual(ids.slice(0, 2));
  });

  it('shows "Saving…" until Close has answered', async () => {
    const { background } = await showDeal();
    const held = background.hold('deal.save');
    await choose('Proposal sent');
    await expect.element(status).toMatchTextContent('Saving…');
    held.next();
    await expect.element(status).toMatchTextContent('Demo done → Proposal sent');
  });

  it('shows that there was nothing to save, without Undo', async () => {
    const { background, deal } = await showDeal();
    background.answerSaves({ state: 'unchanged', opportunity: deal.view.value.opportunity });
    await choose('Proposal sent');
    await expect.element(status).toMatchTextContent('No changes to save: Close already has this value.');
    await expect.element(undo).not.toBeInTheDocument();
  });

  it('names the field for which Close shows something else', async () => {
    const view = dealView();
    const { background } = await showDeal(view);
    const { id: opportunityId, organizationId, leadName, values } = view.opportunity;
    const difference = { before: { status_id: 'stat_demo' }, after: { status_id: 'stat_proposal' } };
    background.answer('deal.save', ({ id, patch }) => {
      const change = { id, opportunityId, organizationId, leadName, at: 0, how: 'saved' as const, patch };
      const opportunity = { ...view.opportunity, values: { ...values, ...difference.after } };
      return success({
        state: 'saved',
        opportunity,
        change: { ...change, ...difference, ignored: ['confidence'] },
      });
    });
    await choose('Proposal sent');
    await expect
      .element(status)
      .toMatchTextContent('Close shows something else for Confidence. Please check it.');
  });
});

describe('a rate-limited save', () => {
  it('shows a countdown, keeps the choice, and continues automatically once', async () => {
    const { background, deal } = await showDeal();
    const until = Date.now() + 12_000;
    background.answerSaves({ state: 'waiting', problem: { kind: 'rate-limited' }, until });
    const { opportunity } = deal.view.value;
    background.answer('operation.follow', () => success({ state: 'unchanged', opportunity }));
    await choose('Proposal sent');
    await expect.element(status).toMatchTextContent('Your change will be saved automatically.');
    await expect.element(page.getByText(/^Saving again in 1[12] s.$/)).toBeVisible();
    await expect.element(page.getByRole('radio', { name: 'Proposal sent' })).toBeChecked();
    await vi.advanceTimersByTimeAsync(7_000);
    await expect.element(page.getByText(/^Saving again in [45] s.$/)).toBeVisible();
    expect(background.asked('operation.follow')).toEqual([]);
    await vi.advanceTimersByTimeAsync(6_000);
    await expect.element(status).toMatchTextContent('No changes to save: Close already has this value.');
    const [saved] = background.asked('deal.save');
    expect(background.asked('operation.follow')).toEqual([{ id: saved?.id }]);
  });
});

describe('a save waiting for the network', () => {
  it('continues if the network returned before the editor listened for it', async () => {
    const { background, deal } = await showDeal();
    background.answerSaves({ state: 'waiting', problem: { kind: 'offline' }, until: null });
    const { opportunity } = deal.view.value;
    background.answer('operation.follow', () => success({ state: 'unchanged', opportunity }));
    await choose('Proposal sent');
    await expect.element(status).toMatchTextContent("Your change will be saved when you're back online.");
    await vi.advanceTimersByTimeAsync(300);
    await expect.element(status).toMatchTextContent('No changes to save: Close already has this value.');
  });
});

describe('a save that may not have been stored', () => {
  it('is followed before anything is shown, and then shows its outcome', async () => {
    const { background, deal } = await showDeal();
    const { opportunity } = deal.view.value;
    background.answer('deal.save', () => failure({ kind: 'store-unreadable' }));
    background.answer('operation.follow', () => success({ state: 'unchanged', opportunity }));
    await choose('Proposal sent');
    await expect.element(status).toMatchTextContent('No changes to save: Close already has this value.');
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
    const [saved] = background.asked('deal.save');
    expect(background.asked('operation.follow')).toEqual([{ id: saved?.id }]);
  });

  it('continues with the same operation after the background was unreachable', async () => {
    const { background, deal } = await showDeal();
    background.answer('deal.save', () => failure({ kind: 'unexpected' }));
    background.answer('operation.follow', () => failure({ kind: 'unexpected' }));
    await choose('Proposal sent');
    await expect.element(page.getByRole('alert')).toBeVisible();
    const { opportunity } = deal.view.value;
    background.answer('operation.follow', () => success({ state: 'unchanged', opportunity }));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(status).toMatchTextContent('No changes to save: Close already has this value.');
    expect(background.patches()).toHaveLength(1);
  });
});

describe('a failed save', () => {
  it('shows an alert with one button, which repeats the same save', async () => {
    const { background } = await showDeal();
    background.answerSaves({ state: 'refused', problem: { kind: 'timeout' } });
    await choose('Proposal sent');
    const alert = page.getByRole('alert');
    await expect.element(alert).toMatchTextContent("Close didn't respond in time.");
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toBeChecked();
    expect(alert.getByRole('button').elements()).toHaveLength(1);
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(background.patches()).toEqual([{ status_id: 'stat_proposal' }, { status_id: 'stat_proposal' }]);
  });

  it('hides its alert during the next attempt', async () => {
    const { background } = await showDeal();
    background.answerSaves({ state: 'blocked', problem: { kind: 'conflict' } });
    await choose('Proposal sent');
    background.answer('operation.follow', () => new Promise(() => {}));
    await page.getByRole('alert').getByRole('button').click();
    await expect.element(status).toMatchTextContent('Saving…');
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  });

  it('is repeated with its original base', async () => {
    const { background } = await showDeal();
    await page.getByLabelText('Next step').fill('Call');
    background.answerSaves({ state: 'refused', problem: { kind: 'timeout' } });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(background.asked('deal.save').map(({ base }) => base)).toEqual([
      { 'custom.cf_step': null },
      { 'custom.cf_step': null },
    ]);
  });

  it('of an undo is repeated as an undo', async () => {
    const { background } = await showDeal();
    await choose('Proposal sent');
    background.answer('change.undo', () => failure({ kind: 'timeout' }));
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    const undone = background.asked('change.undo').map(({ changeId }) => changeId);
    expect(undone).toEqual([background.asked('deal.save')[0]?.id, background.asked('deal.save')[0]?.id]);
  });

  it('that undoes an owner who has left offers to undo the rest', async () => {
    const { background } = await showDeal();
    await choose('Proposal sent');
    const detail = 'Jo Winter';
    background.answer('change.undo', () => failure({ kind: 'former-owner-of-several', detail }));
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(page.getByRole('alert')).toMatchTextContent('(Jo Winter)');
    await page.getByRole('button', { name: 'Undo the rest' }).click();
    expect(background.asked('change.undo').map(({ withoutOwner }) => withoutOwner)).toEqual([false, true]);
  });

  it('because of an invalid key offers the options', async () => {
    const { background, actions } = await showDeal();
    background.answerSaves({ state: 'blocked', problem: { kind: 'unauthorized' } });
    await choose('Proposal sent');
    await expect.element(page.getByRole('alert')).toMatchTextContent('Add a new one; your change is kept.');
    await page.getByRole('alert').getByRole('button', { name: 'Reconnect' }).click();
    expect(actions.openOptions).toHaveBeenCalledOnce();
  });
});

it.each(['en', 'de'] as const)('shows all of the longest message within the bar: %s', async (language) => {
  speak(language);
  const problem = { kind: 'rate-limited' } as const;
  const { background } = await showDeal();
  background.answerSaves({ state: 'waiting', problem, until: Date.now() + 60_000 });
  await choose('Proposal sent');
  const words = document.querySelector<HTMLElement>('.said > [role=status]');
  await expect.poll(() => words?.textContent).toContain('60 s');
  expect(document.querySelector<HTMLElement>('.status-bar')?.offsetHeight).toBe(44);
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = words ?? document.body;
  expect([scrollWidth, scrollHeight]).toEqual([clientWidth, clientHeight]);
});
