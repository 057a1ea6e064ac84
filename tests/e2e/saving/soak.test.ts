import { expect, it } from 'vitest';
import { runSoak } from '../../harness/soak/run-soak.ts';
import { useConnectedStory } from '../../harness/use-story.ts';

const story = useConnectedStory({ keepsCloseData: true });

it('random changes in three windows lose nothing and overwrite no unseen values despite failures', async () => {
  const explanations: string[] = [];
  const { faults, ...counts } = await runSoak(story, 112, 7, (fault) => explanations.push(fault));
  expect(explanations).toEqual([]);
  expect(faults).toEqual({ lost: 0, wrong: 0, unseen: 0, unreported: 0, early: 0, remaining: 0 });
  expect(counts.operations).toBe(112);
  // Ensures that each situation occurred.
  for (const each of ['undos', 'cancelled', 'conflicts', 'kills', 'offline'] as const) {
    expect(counts[each], each).toBeGreaterThan(0);
  }
});
