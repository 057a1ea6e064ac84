import type { Page } from 'puppeteer-core';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { useInstalledStory } from '../../harness/use-story.ts';

const story = useInstalledStory();
let page: Page;
beforeAll(async () => {
  page = await story.newPage('https://plain.example.com/');
});

/** Shows two buttons in a column; the page records which ones are clicked. */
beforeEach(() =>
  page.evaluate(`
    document.body.innerHTML = '<button>Save</button><br><button>Delete</button>';
    globalThis.clicks = [];
    document.body.onclick = ({ target }) => clicks.push(target.textContent);
  `),
);

const clicks = () => page.evaluate('clicks');

it('clicks the element that has replaced the found one', async () => {
  const save = await byRole(page, 'button', 'Save');
  await page.evaluate("document.querySelector('button').outerHTML = '<button>Save</button>'");
  await save.click();
  expect(await clicks()).toEqual(['Save']);
});

it('waits until the element is enabled', async () => {
  await page.evaluate("document.querySelector('button').disabled = true");
  const save = await byRole(page, 'button', 'Save');
  const clicked = save.click();
  await page.evaluate("document.querySelector('button').disabled = false");
  await clicked;
  expect(await clicks()).toEqual(['Save']);
});

it('waits until the element no longer moves', async () => {
  await page.evaluate(`document.querySelector('button').animate(
    { transform: ['translateY(300px)', 'none'] }, { duration: 300 })`);
  await (await byRole(page, 'button', 'Save')).click();
  expect(await clicks()).toEqual(['Save']);
});

it('clicks again, and nothing else, if the page moves the element away from the pointer', async () => {
  await page.evaluate(`
    const [save] = document.querySelectorAll('button');
    // The element below moves under the pointer.
    save.addEventListener('pointermove', () => document.body.append(save), { once: true });
  `);
  await (await byRole(page, 'button', 'Save')).click();
  expect(await clicks()).toEqual(['Save']);
});

it('checks a box by its label', async () => {
  await page.evaluate(`document.body.innerHTML = '<label><input type="checkbox"> Remember</label>'`);
  await (await byRole(page, 'checkbox', 'Remember')).click();
  expect(await page.$eval('input', (box) => box.checked)).toBe(true);
});
