import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Editor } from '../../../components/editor/Editor.tsx';
import { createEditor } from '../../../lib/editor/editor.ts';
import { tooWide } from '../harness/checks/too-wide.ts';
import { speak } from '../harness/fake-browser.ts';
import { recordedActions, show } from '../harness/show.tsx';
import { backgroundOf, deals, lead, type Tab } from '../samples/editors.ts';

async function open(tab: Partial<Tab>, host = 'plain.example.com') {
  const site = { name: signal<string | null>(host), isOften: signal(false), add: vi.fn() };
  const editor = createEditor(1, backgroundOf(tab, deals(3)).ask);
  show(<Editor editor={editor} actions={{ ...recordedActions(), site }} />);
  await editor.open();
  return site;
}

it.each([
  ['en', 'Turn on for plain.example.com', 'Finds deals here and adds an “Edit deal” button.'],
  ['de', 'Für plain.example.com aktivieren', 'Findet hier Deals und zeigt „Deal bearbeiten“ an.'],
] as const)(
  'a page without a deal offers its site with a button and says what that does (%s)',
  async (language, name, line) => {
    speak(language);
    const { add } = await open({});
    const button = page.getByRole('button', { name });
    await expect.element(button).toHaveClass('button');
    await expect.element(button).toHaveAccessibleDescription(line);
    const { height } = page.getByText(line).element().getBoundingClientRect();
    expect(height).toBeLessThan(20);
    await button.click();
    expect(add).toHaveBeenCalledOnce();
  },
);

it('a list of deals offers the site with a quiet link', async () => {
  await open({ references: [lead] });
  await expect.element(page.getByRole('button', { name: /^Turn on for/ })).toHaveClass('link');
});

it('the button fits its screen also with the longest name of a site', async () => {
  await open({}, `${'a'.repeat(63)}.${'b'.repeat(63)}.example.com`);
  await expect.element(page.getByRole('button', { name: /^Turn on for/ })).toBeVisible();
  expect(tooWide()).toEqual([]);
});

it.each([
  ['en', {}, 'Use it here often? Finds deals and adds “Edit deal”.'],
  ['de', {}, 'Öfter hier? Findet Deals und zeigt „Deal bearbeiten“ an.'],
  ['en', { references: [lead] }, 'Use it here often?'],
  ['de', { references: [lead] }, 'Öfter hier?'],
] as const)('a frequent site is asked about, and nothing moves (%s, %o)', async (language, tab, words) => {
  speak(language);
  const site = await open({ ...tab, references: [...('references' in tab ? tab.references : [])] });
  const button = page.getByRole('button', { name: /plain.example.com/ });
  await expect.element(button).toBeVisible();
  const places = () =>
    [...document.querySelectorAll('button, input')].map((each) =>
      JSON.stringify(each.getBoundingClientRect()),
    );
  const before = places();
  site.isOften.value = true;
  await expect.element(page.getByText(words)).toBeVisible();
  expect(places()).toEqual(before);
  const { scrollWidth, clientWidth, offsetHeight } = page.getByText(words).element() as HTMLElement;
  expect([scrollWidth, offsetHeight < 20]).toEqual([clientWidth, true]);
});
