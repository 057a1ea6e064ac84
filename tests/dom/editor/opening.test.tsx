import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Reference } from '../../../lib/model/reference.ts';
import { showEditor } from '../harness/show.tsx';
import { backgroundOf, idOf, openTab } from '../samples/editors.ts';

const status = page.getByRole('status');
const expectStatus = (pattern: RegExp) => expect.element(status).toMatchTextContent(pattern);
// Polls while advancing the clock, because the timer starts one frame after the status is shown.
const expectStatusLater = (pattern: RegExp) =>
  expect
    .poll(() => {
      vi.advanceTimersByTime(1_500);
      return status.element().textContent;
    })
    .toMatch(pattern);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('a slow opening is explained: first the browser, then Close', async () => {
  const background = backgroundOf({});
  const answer = Promise.withResolvers<void>();
  const references: Reference[] = [{ kind: 'opportunity', id: idOf('oppo', 1), foundIn: 'address' }];
  background.answer('editor.open', async () => {
    await answer.promise;
    return openTab(background, { references });
  });
  const { editor } = showEditor(background);
  void editor.open();
  await expectStatus(/^Opening deal… *$/);
  await expectStatusLater(/^Opening deal… .*Chrome is taking longer than usual/);
  const [request] = background.asked('editor.open');
  editor.hear({ opening: request?.id ?? '', waitsFor: 'close' });
  await expectStatus(/^Opening deal… *$/);
  await expectStatusLater(/^Opening deal… .*Close is taking longer than usual/);
  answer.resolve();
  await expect.element(page.getByRole('radiogroup', { name: 'Status' })).toBeVisible();
  await expect.element(page.getByText(/longer than usual/)).not.toBeInTheDocument();
});

it('the status shows that the whole page is being read, but not for a previous page', async () => {
  const background = backgroundOf({});
  background.answer('editor.open', () => new Promise(() => {}));
  const { editor } = showEditor(background);
  void editor.open();
  void editor.open();
  const [earlier, latest] = background.asked('editor.open').map(({ id }) => id);
  editor.hear({ opening: earlier ?? '', waitsFor: 'page' });
  await expectStatus(/^Opening deal… *$/);
  editor.hear({ opening: latest ?? '', waitsFor: 'page' });
  await expectStatus(/^Searching the whole page… *$/);
});
