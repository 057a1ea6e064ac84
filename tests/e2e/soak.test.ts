import { afterAll, beforeAll, expect, it } from 'vitest';
import { runSoak } from './soak.ts';
import { type Story, startConnectedStory, stopStory } from './story.ts';

let story: Story;
beforeAll(async () => {
  story = await startConnectedStory();
});
afterAll(() => stopStory(story));

it('random edits from two windows lose nothing and overwrite nobody, whatever fails', async () => {
  const { kills, ...figures } = await runSoak(story, 100, 4);
  expect(figures).toEqual({ operations: 100, lost: 0, wrong: 0, unannounced: 0, early: 0 });
  expect(kills).toBeGreaterThan(0);
});
