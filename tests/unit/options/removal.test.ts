import { beforeEach, expect, it, vi } from 'vitest';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { createRemoval } from '../../../lib/options/removal.ts';
import { outboxIndex } from '../../../lib/storage/items.ts';
import { breakStorage, resetBrowser, scriptedAsk } from './scripted-ask.ts';

beforeEach(resetBrowser);

function create(answer: () => Result<null> | Promise<Result<null>> = () => success(null), isRemoved = false) {
  const background = scriptedAsk({ 'everything.remove': answer });
  const onRemoved = vi.fn();
  return { ...background, onRemoved, ...createRemoval({ ask: background.ask, isRemoved, onRemoved }) };
}

it('shows how many waiting changes would be lost before it removes anything', async () => {
  await outboxIndex.write(['a', 'b']);
  const { confirm, removal, requests } = create();
  await confirm();
  expect(removal.value).toEqual({ state: 'asked', waiting: 2 });
  expect(requests).toEqual([]);
});

it('can remove storage that cannot be read', async () => {
  breakStorage();
  const { confirm, removal } = create();
  await confirm();
  expect(removal.value).toEqual({ state: 'asked', waiting: 0 });
});

it('removes nothing without the confirmation', async () => {
  const { confirm, cancel, remove, requests, removal } = create();
  await remove();
  await confirm();
  cancel();
  await remove();
  expect([requests, removal.value]).toEqual([[], { state: 'offered' }]);
});

it('removes once if the button is pressed twice, and does not ask during the removal', async () => {
  const { promise, resolve } = Promise.withResolvers<Result<null>>();
  const { confirm, remove, requests, removal, onRemoved } = create(() => promise);
  await confirm();
  const removals = [remove(), remove()];
  await confirm();
  expect(removal.value).toEqual({ state: 'removing' });
  resolve(success(null));
  await Promise.all(removals);
  expect(requests).toHaveLength(1);
  expect(onRemoved).toHaveBeenCalledOnce();
});

it('offers the removal again after a failure, and reloads nothing', async () => {
  const { confirm, remove, removal, onRemoved } = create(() => failure({ kind: 'unexpected' }));
  await confirm();
  await remove();
  expect([removal.value, onRemoved.mock.calls]).toEqual([{ state: 'failed' }, []]);
  await confirm();
  expect(removal.value).toEqual({ state: 'asked', waiting: 0 });
});

it('shows on the reloaded page that everything was removed', () => {
  expect(create(undefined, true).removal.value).toEqual({ state: 'removed' });
});
