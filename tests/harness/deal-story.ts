import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { beginAnew, leadPage, type Story, startConnectedStory, stopStory } from './story.ts';

/** A lead page in Close and the popup that is open on its deal. */
type OpenedDeal = { story: Story; page: Page; popup: Page };

/** Begins each test of a file with the sample deal as it was seeded, open in the popup; one browser for all. */
export function beginWithDeal(begin: (opened: OpenedDeal) => Promise<unknown>): void {
  let story: Story;
  let page: Page;
  beforeAll(async () => {
    story = await startConnectedStory();
    page = await story.newPage(leadPage());
  });
  afterAll(() => stopStory(story));
  beforeEach(async () => {
    await beginAnew(story);
    await begin({ story, page, popup: await story.openPopup(page) });
  });
}
