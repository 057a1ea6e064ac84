import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { StatusChange } from '../../../lib/model/deal-history.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { sampleOperation } from '../../unit/samples/deal.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

const dialog = page.getByRole('dialog', { name: 'History' });
const entries = dialog.getByRole('list', { name: 'History' }).getByRole('listitem');
const putBack = dialog.getByRole('button', { name: 'Put back' });

const move = (from: string, to: string, more: Partial<StatusChange> = {}): StatusChange => ({
  ...{ id: 'acti_a', at: Date.parse('2026-11-20T15:40:00Z'), userId: 'user_sam', userName: 'Sam Lee' },
  ...{ from: { id: from, label: '' }, to: { id: to, label: '' } },
  ...more,
});

async function showHistory(
  changes: StatusChange[] = [move('stat_qualified', 'stat_demo')],
  view = dealView(),
) {
  const shown = await showDeal(view);
  shown.background.answer('history.read', () => success({ changes, hasMore: false }));
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'History' }).click();
  await expect.element(dialog).toBeVisible();
  return shown;
}

describe('the history of a deal', () => {
  it('shows who changed the status, with one request', async () => {
    const { background } = await showHistory();
    await expect.element(entries).toMatchTextContent(/Status: Qualified → Demo done.*Sam Lee/s);
    expect(background.asked('history.read')).toHaveLength(1);
    expect(background.asked('history.fields')).toEqual([]);
  });

  it('puts a status back with an ordinary save that can be undone', async () => {
    const { background } = await showHistory();
    await putBack.click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(background.asked('deal.save')).toMatchObject([
      { patch: { status_id: 'stat_qualified' }, base: { status_id: 'stat_demo' } },
    ]);
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  });

  it('asks before it puts back a won status', async () => {
    const { background } = await showHistory([move('stat_won', 'stat_demo')]);
    await putBack.click();
    await expect.element(page.getByRole('dialog', { name: 'Mark as Won' })).toBeVisible();
    expect(background.patches()).toEqual([]);
  });

  it("reads all fields only when asked, and says what Close doesn't tell", async () => {
    const { background } = await showHistory([]);
    const change = { id: 'ev', at: Date.now() - 1_000, userId: 'user_sam', before: {}, after: {} };
    background.answer('history.fields', () =>
      success({ changes: [{ ...change, fields: ['confidence'] }], hasMore: true }),
    );
    await dialog.getByRole('button', { name: 'All fields' }).click();
    await expect.element(entries).toMatchTextContent(/Confidence: The values aren't available/);
    await expect.element(putBack).not.toBeInTheDocument();
    await expect.element(dialog).toMatchTextContent(/for an hour, to admins longer/);
    await expect.element(dialog).toMatchTextContent(/Close has older entries/);
    await dialog.getByRole('button', { name: 'All fields' }).click({ force: true });
    expect(background.asked('history.fields')).toHaveLength(1);
  });

  it('shows hostile names as text', async () => {
    const hostile = '<img src=x onerror="document.title=1">';
    await showHistory([
      move('stat_a', 'stat_b', { userName: hostile, from: { id: 'stat_a', label: hostile } }),
    ]);
    await expect.element(entries).toMatchTextContent(/<img src=x.*<img src=x/s);
    await expect.element(putBack).not.toBeInTheDocument();
  });

  it('says what went wrong, and reads again', async () => {
    const { background } = await showDeal();
    background.answer('history.read', () => failure({ kind: 'unavailable' }));
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'History' }).click();
    await expect.element(dialog.getByRole('alert')).toBeVisible();
    background.answer('history.read', () =>
      success({ changes: [move('stat_qualified', 'stat_demo')], hasMore: false }),
    );
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect.element(entries).toMatchTextContent(/Qualified → Demo done/);
    await expect.element(dialog.getByRole('alert')).not.toBeInTheDocument();
  });

  it('keeps the buttons in their place while entries arrive', async () => {
    await showHistory();
    const done = dialog.getByRole('button', { name: 'Done' });
    const before = done.element().getBoundingClientRect().top;
    await dialog.getByRole('button', { name: 'All fields' }).click();
    await expect.element(dialog).toMatchTextContent(/go back 30 days\. Old values/);
    expect(done.element().getBoundingClientRect().top).toBe(before);
  });
});

describe('the question about a changed status', () => {
  const operation = sampleOperation(
    { status_id: 'stat_qualified' },
    { status_id: 'stat_proposal' },
    {
      state: 'conflict',
      conflicts: [{ field: 'status_id', base: 'stat_qualified', mine: 'stat_proposal', theirs: 'stat_demo' }],
    },
  );
  const question = page.getByRole('dialog', { name: 'Changed in Close' });

  async function showQuestion(changes: StatusChange[]) {
    const shown = await showDeal();
    shown.background.answer('history.read', () => success({ changes, hasMore: false }));
    shown.background.answerSaves({ state: 'conflict', operation });
    await userEvent.keyboard('3');
    await expect.element(question).toBeVisible();
    return shown;
  }

  it('says who moved the deal, and to which status', async () => {
    await showQuestion([move('stat_qualified', 'stat_demo', { at: Date.now() })]);
    await expect.element(question).toMatchTextContent(/.Sam Lee. moved this to .Demo done. at \d/);
  });

  it("says it where Close doesn't tell", async () => {
    await showQuestion([move('stat_demo', 'stat_qualified')]);
    await expect.element(question).toMatchTextContent(/It isn't known who moved it/);
  });

  it('leads to the history, which puts nothing back while the question is open', async () => {
    await showQuestion([move('stat_qualified', 'stat_demo')]);
    await question.getByRole('button', { name: 'History' }).click();
    await expect.element(entries).toMatchTextContent(/Qualified → Demo done/);
    await expect.element(putBack).not.toBeInTheDocument();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect.element(question).toBeVisible();
  });
});
