import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Editor } from '../../../components/editor/Editor.tsx';
import { createEditor } from '../../../lib/editor/editor.ts';
import { success } from '../../../lib/model/result.ts';
import { tooWide } from '../harness/checks/too-wide.ts';
import { speak } from '../harness/fake-browser.ts';
import { recordedActions, show } from '../harness/show.tsx';
import { backgroundOf, deals, lead, type Tab } from '../samples/editors.ts';

const decline = { en: 'Not now', de: 'Nicht jetzt' };

async function open(tab: Partial<Tab>, { host = 'plain.example.com', isOften = false } = {}) {
  const background = backgroundOf(tab, deals(3));
  background.answer('site.visit', ({ isDeclined }) => success(isOften && !isDeclined));
  const site = {
    ...{ name: signal<string | null>(host), site: signal(`https://${host}/*`), visit: crypto.randomUUID() },
    ...{ ask: background.ask, add: vi.fn() },
  };
  const editor = createEditor(1, background.ask);
  show(<Editor editor={editor} actions={{ ...recordedActions(), site }} />);
  await editor.open();
  return { ...site, background };
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
  await open({}, { host: `${'a'.repeat(63)}.${'b'.repeat(63)}.example.com`, isOften: true });
  await expect.element(page.getByRole('button', { name: /^Turn on for/ })).toBeVisible();
  expect(tooWide()).toEqual([]);
});

it.each([
  ['en', {}, 'Do you use Quick Edit here often?'],
  ['de', {}, 'Nutzen Sie Quick Edit hier öfter?'],
  ['en', { references: [lead] }, 'Do you use Quick Edit here often?'],
  ['de', { references: [lead] }, 'Nutzen Sie Quick Edit hier öfter?'],
] as const)(
  'a frequent site is asked about until the user declines, and nothing moves (%s, %o)',
  async (...row) => {
    const [language, tab, words] = row;
    speak(language);
    const { background, visit } = await open(
      { ...tab, references: [...('references' in tab ? tab.references : [])] },
      { isOften: true },
    );
    const question = page.getByText(words);
    await expect.element(question).toBeVisible();
    expect(tooWide()).toEqual([]);
    const places = () =>
      [...document.querySelectorAll('button, input')].map((each) =>
        JSON.stringify(each.getBoundingClientRect()),
      );
    const before = places();
    await page.getByRole('button', { name: decline[language] }).click();
    await expect.element(question).not.toBeVisible();
    expect(places()).toEqual(before);
    const visited = { site: 'https://plain.example.com/*', id: visit };
    expect(background.asked('site.visit')).toEqual([
      { ...visited, isDeclined: false },
      { ...visited, isDeclined: true },
    ]);
  },
);

it('a site visited once is offered without the question', async () => {
  await open({});
  await expect.element(page.getByRole('button', { name: /^Turn on for/ })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Not now' })).not.toBeInTheDocument();
});
