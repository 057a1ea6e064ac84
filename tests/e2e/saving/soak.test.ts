import { expect, it } from 'vitest';
import { runSoak } from '../../harness/soak/run-soak.ts';
import { useConnectedStory } from '../../harness/use-story.ts';

const story = useConnectedStory({ keepsCloseData: true });

it('random work in three windows loses nothing and overwrites nobody, whatever fails', async () => {
  const told: string[] = [];
  const { faults, ...met } = await runSoak(story, 112, 7, (fault) => told.push(fault));
  expect(told).toEqual([]);
  expect(faults).toEqual({ lost: 0, wrong: 0, unannounced: 0, untold: 0, early: 0, left: 0 });
  expect(met.operations).toBe(112);
  // What nothing has met proves nothing.
  for (const each of ['undos', 'cancelled', 'conflicts', 'kills', 'offline'] as const) {
    expect(met[each], each).toBeGreaterThan(0);
  }
});
