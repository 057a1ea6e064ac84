import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { bySelector } from '../tests/harness/accessible.ts';
import { root } from '../tests/harness/root.ts';
import { dealIsRead, leadPage, type Story, startConnectedStory } from '../tests/harness/story.ts';
import { waitFor } from '../tests/harness/wait-for.ts';
import { ids, keys } from '../tests/sandbox/seed.ts';

// Sizes that the Chrome Web Store requires.
const screenshot = { width: 1280, height: 800 };
const promoTile = { width: 440, height: 280 };
const marquee = { width: 1400, height: 560 };

const languages = ['en', 'de'] as const;
type Language = (typeof languages)[number];
type Words = Record<Language, string>;

/** A part of a picture: what was photographed, and where and how wide it lies. */
type Layer = { shot: Buffer; x: number; y: number; width: number };

type Scene = { name: string; headline: Words; compose(story: Story): Promise<Layer[]> };

const popupSize = { width: 380, height: 600 };
const popupInPicture = { x: 748, y: 30, width: 472 };

async function openPopup(story: Story, page: Page): Promise<Page> {
  const popup = await story.openExtensionPage(`popup.html?tabId=${await story.tabId(page)}`);
  await popup.setViewport({ ...popupSize, deviceScaleFactor: 2 });
  await dealIsRead(popup);
  return popup;
}

async function photograph(page: Page): Promise<Buffer> {
  // The pointer and the focus would light up a control.
  await page.mouse.move(0, 0);
  return Buffer.from(await page.screenshot());
}

const confidence50 = '.segment-choices button:nth-child(4)';
const confidence90 = '.segment-choices button:nth-child(6)';

const scenes: Scene[] = [
  {
    name: 'store-1-mail',
    headline: {
      en: 'Update deals without leaving your inbox',
      de: 'Deals aktualisieren, ohne das Postfach zu verlassen',
    },
    async compose(story) {
      const mail = await story.newPage('https://mail.example.com/');
      await mail.setViewport({ width: 760, height: 560, deviceScaleFactor: 2 });
      // The deal of the mail's link. A page opened by its address is not allowed to read the mail.
      const popup = await openPopup(story, await story.newPage(leadPage()));
      await (await bySelector(popup, confidence90)).click();
      await popup.waitForSelector('[aria-keyshortcuts=U]');
      return [
        { shot: await photograph(mail), x: 56, y: 276, width: 760 },
        { shot: await photograph(popup), ...popupInPicture },
      ];
    },
  },
  {
    name: 'store-2-saved',
    headline: {
      en: 'One click saves. Undo if you change your mind.',
      de: 'Ein Klick speichert. Und lässt sich rückgängig machen.',
    },
    async compose(story) {
      const popup = await openPopup(story, await story.newPage(leadPage(ids.leads.emoji)));
      await (await bySelector(popup, 'aria/Proposal sent')).click();
      await popup.waitForSelector('[aria-keyshortcuts=U]');
      return [{ shot: await photograph(popup), ...popupInPicture }];
    },
  },
  {
    name: 'store-3-conflict',
    headline: {
      en: 'A colleague changed it too? You decide.',
      de: 'Im Team schon geändert? Sie entscheiden.',
    },
    async compose(story) {
      const popup = await openPopup(story, await story.newPage(leadPage()));
      story.sandbox.changeBehind(ids.sampleDeal, { confidence: 10 }, ids.users.sam);
      await (await bySelector(popup, confidence50)).click();
      await popup.waitForSelector('dialog[open]');
      return [{ shot: await photograph(popup), ...popupInPicture }];
    },
  },
  {
    name: 'store-4-bulk-edit',
    headline: { en: 'Update 50 deals in one go', de: '50 Deals auf einmal ändern' },
    async compose(story) {
      const table = await story.openExtensionPage(`deals.html#${ids.leads.sixtyDeals}`);
      await table.setViewport({ width: 1040, height: 560, deviceScaleFactor: 2 });
      await waitFor('the deals', async () => (await table.$$('tbody tr .pill')).length >= 50);
      await (await bySelector(table, 'thead input[type=checkbox]')).click();
      await (await bySelector(table, '.action-picker select')).select('confidence:90');
      await table.waitForSelector('.button.primary:not(:disabled)');
      return [{ shot: await photograph(table), x: 120, y: 196, width: 1040 }];
    },
  },
  {
    name: 'store-5-key',
    headline: { en: 'Your key stays on your device', de: 'Ihr Schlüssel bleibt auf Ihrem Gerät' },
    async compose(story) {
      const options = await story.openExtensionPage('options.html');
      await options.setViewport({ width: 1040, height: 560, deviceScaleFactor: 2 });
      await options.waitForSelector('[aria-labelledby=key-storage]');
      return [{ shot: await photograph(options), x: 120, y: 196, width: 1040 }];
    },
  },
];

const tileWords: Words = { en: 'Edit Close deals anywhere', de: 'Close-Deals überall bearbeiten' };

const icon = `data:image/svg+xml;base64,${readFileSync(join(root, 'scripts/icon.svg')).toString('base64')}`;

function imageOf({ shot, x, y, width }: Layer): string {
  const source = `data:image/png;base64,${shot.toString('base64')}`;
  return `<img src="${source}" style="left:${x}px;top:${y}px;width:${width}px">`;
}

/** Returns the page of a screenshot: its headline beside a popup, or above a wider page. */
function screenshotPage(headline: string, layers: readonly Layer[]): string {
  const isBeside = layers.some(({ x }) => x === popupInPicture.x);
  const widths = isBeside ? 'width:620px' : 'width:1040px;left:120px;top:64px;font-size:48px';
  return `<style>
    body { margin: 0; background: #e9edfc; font-family: system-ui, sans-serif; }
    h1 { position: absolute; left: 72px; top: 84px; margin: 0; color: #1c2233; font-size: 46px; line-height: 1.15; ${widths}; }
    img { position: absolute; border-radius: 12px; box-shadow: 0 12px 40px rgb(20 30 80 / 25%); }
  </style><h1>${headline}</h1>${layers.map(imageOf).join('')}`;
}

function tilePage(words: string, layers: readonly Layer[], size: number): string {
  return `<style>
    body { margin: 0; background: #3454d1; font-family: system-ui, sans-serif; }
    .icon { position: absolute; left: ${size}px; top: ${size}px; width: ${size * 2.4}px; border-radius: ${size * 0.55}px; box-shadow: 0 0 0 2px rgb(255 255 255 / 45%); }
    h1 { position: absolute; left: ${size}px; top: ${size * 4.1}px; width: ${size * 9.6}px; margin: 0; color: #fff; font-size: ${size}px; line-height: 1.15; }
    img:not(.icon) { position: absolute; border-radius: 12px; box-shadow: 0 12px 40px rgb(0 0 0 / 35%); }
  </style><img class="icon" src="${icon}"><h1>${words}</h1>${layers.map(imageOf).join('')}`;
}

async function takePicturesIn(language: Language, folder: string): Promise<void> {
  const story = await startConnectedStory(keys.ana, { language });
  // The sample names contain markup and emoji for tests, which would look odd in a picture.
  for (const lead of story.sandbox.world.leads.values()) {
    lead.name = lead.name
      .replace(/<.*>/, 'Larkspur Interiors')
      .replace(/\p{Extended_Pictographic}/gu, '')
      .trim();
  }

  async function write(name: string, size: typeof screenshot, content: string): Promise<void> {
    const page = await story.browser.newPage();
    await page.setViewport(size);
    await page.setContent(content);
    await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
    writeFileSync(join(folder, `${name}-${language}.png`), await page.screenshot());
    await page.close();
  }

  try {
    let popup: Layer | undefined;
    for (const { name, headline, compose } of scenes) {
      const layers = await compose(story);
      await write(name, screenshot, screenshotPage(headline[language], layers));
      popup ??= layers.at(-1);
    }
    await write('store-tile', promoTile, tilePage(tileWords[language], [], 40));
    const beside = popup ? [{ ...popup, x: 850, y: 40, width: 400 }] : [];
    await write('store-marquee', marquee, tilePage(tileWords[language], beside, 72));
  } finally {
    await story.stop();
  }
}

/** Writes the store's pictures to `folder`, in both languages. */
export async function takeStorePictures(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const language of languages) await takePicturesIn(language, folder);
}
