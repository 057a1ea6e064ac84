import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { later, loadParts } from '../../../components/ui/load-later.tsx';
import { show } from '../harness/show.tsx';

const Greeting = ({ name }: { name: string }) => <p>Hello {name}</p>;

it('a part shows nothing until its code is loaded, which happens when it is first shown', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof Greeting>();
  const Part = later(() => promise);
  show(<Part name="Ana" />);
  expect(document.querySelector('p')).toBeNull();
  resolve(Greeting);
  await expect.element(page.getByText('Hello Ana')).toBeVisible();
});

it('a part that was loaded before is shown in the same frame', async () => {
  const Part = later(async () => Greeting);
  await loadParts();
  show(<Part name="Ana" />);
  expect(document.querySelector('p')?.textContent).toBe('Hello Ana');
});
