import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { bySelector } from '../tests/harness/accessible.ts';
import { takeUp } from '../tests/harness/in-page.ts';
import { chipOn, dealIsRead, leadPage, type Story, startConnectedStory } from '../tests/harness/story.ts';
import { waitFor } from '../tests/harness/wait-for.ts';
import { ids } from '../tests/sandbox/seed.ts';

// The screenshot size that the Chrome Web Store requires.
const size = { width: 1280, height: 800 };

async function openCard(story: Story, leadId: string): Promise<{ page: Page; card: Frame }> {
  const page = await story.newPage(leadPage(leadId));
  await page.setViewport(size);
  await (await chipOn(page)).click();
  const card = await waitFor('the card', () =>
    page.frames().find((frame) => frame.url().includes('card.html')),
  );
  await card.waitForSelector('h1');
  await dealIsRead(card);
  await takeUp(card);
  return { page, card };
}

const press = async (card: Frame, name: string) => (await bySelector(card, `aria/${name}`)).click();

const scenes: { name: string; scheme: 'light' | 'dark'; open(story: Story): Promise<Page> }[] = [
  {
    name: 'store-1-card',
    scheme: 'light',
    open: async (story) => (await openCard(story, ids.sampleLead)).page,
  },
  {
    name: 'store-2-saved',
    scheme: 'light',
    open: async (story) => {
      const { page, card } = await openCard(story, ids.sampleLead);
      await press(card, 'Proposal sent');
      await card.waitForSelector('aria/Undo');
      return page;
    },
  },
  {
    name: 'store-3-conflict',
    scheme: 'dark',
    open: async (story) => {
      const { page, card } = await openCard(story, ids.leads.emoji);
      story.sandbox.changeBehind(ids.deals.emoji, { confidence: 10 }, ids.users.sam);
      await press(card, '90%');
      await card.waitForSelector('dialog[open]');
      return page;
    },
  },
];

/** Writes the store's screenshots to `folder`. */
export async function takeStorePictures(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const story = await startConnectedStory();
  // The sample names contain markup and emoji for tests, which would look odd in a screenshot.
  for (const lead of story.sandbox.world.leads.values()) {
    lead.name = lead.name
      .replace(/<.*>/, 'Larkspur Interiors')
      .replace(/\p{Extended_Pictographic}/gu, '')
      .trim();
  }
  try {
    for (const { name, scheme, open } of scenes) {
      const page = await open(story);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      writeFileSync(join(folder, `${name}.png`), await page.screenshot());
      await page.close();
    }
  } finally {
    await story.stop();
  }
}
