import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { speak } from '../harness/fake-browser.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

const tips = {
  en: 'Tip: right-click a link to a deal to change it without opening it.',
  de: 'Tipp: Ein Rechtsklick auf einen Link ändert dessen Deal, ohne ihn zu öffnen.',
};

const places = () =>
  [...document.querySelectorAll('button, input, select, h2')].map((each) =>
    JSON.stringify(each.getBoundingClientRect()),
  );

it.each(['en', 'de'] as const)(
  'the tip fits the bar, moves nothing and is reported as shown (%s)',
  async (language) => {
    speak(language);
    await showDeal();
    const before = places();
    const { background } = await showDeal(dealView({}, { isTipDue: true }));
    const tip = page.getByText(tips[language]);
    await expect.element(tip).toBeVisible();
    const moved = places().filter((place) => !before.includes(place));
    // The button that puts the tip away.
    expect(moved).toHaveLength(1);
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = tip.element();
    expect([scrollHeight, scrollWidth]).toEqual([clientHeight, clientWidth]);
    expect(document.querySelector<HTMLElement>('.status-bar')?.offsetHeight).toBe(44);
    expect(background.asked('tip.end')).toEqual([{}]);
  },
);

it.each([
  ['en', 'Not now', 'Up to date'],
  ['de', 'Nicht jetzt', 'Aktuell'],
] as const)(
  'the tip can be put away, and moves nothing but its own button (%s)',
  async (language, name, idle) => {
    speak(language);
    await showDeal(dealView({}, { isTipDue: true }));
    await expect.element(page.getByText(tips[language])).toBeVisible();
    const before = places();
    await page.getByRole('button', { name }).click();
    await expect.element(page.getByText(idle, { exact: true })).toBeVisible();
    await expect.element(page.getByText(tips[language])).not.toBeInTheDocument();
    expect(places().filter((place) => !before.includes(place))).toEqual([]);
    expect(document.activeElement?.getAttribute('role')).toBe('radio');
  },
);

it('a draft takes the place of the tip', async () => {
  await showDeal(dealView({}, { isTipDue: true }));
  await page.getByLabelText('Next step').fill('Call');
  await expect.element(page.getByText('1 change: Next step')).toBeVisible();
  await expect.element(page.getByText(tips.en)).not.toBeInTheDocument();
});

it('after five saves "saves instantly" is no longer shown, and nothing moves', async () => {
  await showDeal();
  await expect.element(page.getByText('saves instantly')).toBeVisible();
  expect(document.querySelectorAll('.caption .svg')).toHaveLength(1);
  const before = places();
  await showDeal(dealView({}, { isExperienced: true }));
  await expect.element(page.getByText('saves instantly')).not.toBeVisible();
  expect(places()).toEqual(before);
});

it('"saved together" is still shown if each save is confirmed', async () => {
  const preferences = { ...defaultPreferences, asksBeforeSaving: true };
  await showDeal(dealView({}, { isExperienced: true, preferences }));
  await expect.element(page.getByText('saved together').first()).toBeVisible();
});
