import type { Page } from 'puppeteer-core';
import { beforeAll, beforeEach } from 'vitest';
import { dealIsRead, leadPage, type Story } from './story.ts';
import { useConnectedStory } from './use-story.ts';

/** A lead page in Close with the popup open on its deal. */
type OpenedDeal = { story: Story; page: Page; popup: Page };

/** Starts each test of a file with the unchanged sample deal open in the popup. */
export function beginWithDeal(begin: (opened: OpenedDeal) => Promise<unknown>): void {
  const story = useConnectedStory();
  let page: Page;
  beforeAll(async () => {
    page = await story.newPage(leadPage());
  });
  beforeEach(async () => {
    const popup = await story.openPopup(page);
    await dealIsRead(popup);
    await begin({ story, page, popup });
  });
}
