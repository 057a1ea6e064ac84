import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showEditor } from '../harness/show.tsx';
import { backgroundOf, deals, lead } from '../samples/editors.ts';

const isStyled = () =>
  document.adoptedStyleSheets.some((sheet) =>
    [...sheet.cssRules].some(({ cssText }) => cssText.startsWith('.deal .place {')),
  );

it('the styles of the lists come with their code, before the first list is shown', async () => {
  const { editor } = showEditor(backgroundOf({ references: [lead] }, deals(3)));
  const unstyled: Element[] = [];
  new MutationObserver(() => {
    const list = document.querySelector('.deals');
    if (list && !isStyled()) unstyled.push(list);
  }).observe(document.body, { childList: true, subtree: true });
  await editor.open();
  await expect.element(page.getByRole('list', { name: 'Opportunities' })).toBeVisible();
  expect(isStyled()).toBe(true);
  expect(unstyled).toEqual([]);
});
