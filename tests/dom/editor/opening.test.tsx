import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Answers } from '../../../lib/messaging/contract.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { showEditor } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { backgroundOf, idOf } from '../samples/editors.ts';

const status = page.getByRole('status');
const says = (words: RegExp) => expect.element(status).toMatchTextContent(words);
// Again and again, because the timer begins a frame after what is shown.
const saysAfterAWhile = (words: RegExp) =>
  expect
    .poll(() => {
      vi.advanceTimersByTime(1_500);
      return status.element().textContent;
    })
    .toMatch(words);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('what takes unusually long to open is explained, first the browser and then Close', async () => {
  const background = backgroundOf({});
  const store = Promise.withResolvers<Result<Answers['editor.open']>>();
  const close = Promise.withResolvers<Result<Answers['deal.open']>>();
  background.answer('editor.open', () => store.promise);
  background.answer('deal.open', () => close.promise);
  const { editor } = showEditor(background);
  void editor.open();
  await says(/^Opening the deal… *$/);
  await saysAfterAWhile(/^Opening the deal… .*the browser has not yet given/);
  const { connection } = dealView();
  const reference = { kind: 'opportunity', id: idOf('oppo', 1), foundIn: 'address' } as const;
  store.resolve(success({ connection, address: '', references: [reference], intent: null }));
  await says(/^Opening the deal… *$/);
  await saysAfterAWhile(/^Opening the deal… .*Close has not answered yet/);
  close.resolve(success(dealView()));
  await expect.element(page.getByRole('radiogroup', { name: 'Status' })).toBeVisible();
  await expect.element(page.getByText(/longer than usual/)).not.toBeInTheDocument();
});
