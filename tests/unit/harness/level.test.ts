import { describe, expect, it } from 'vitest';
import { judgeLevel } from '../../harness/endurance/level.ts';
import { createRandom } from '../../random.ts';

const random = createRandom(7);
const noise = () => random.below(1_000);
const series = (figureAt: (place: number) => number) =>
  Array.from({ length: 90 }, (_none, place) => figureAt(place));

describe('a series of figures is level', () => {
  it.each([
    ['constant', series(() => 50_000)],
    ['noisy', series(() => 50_000 + noise())],
    ['filling caches at first', series((place) => 50_000 + Math.min(place, 29) * 2_000 + noise())],
    ['falling', series((place) => 50_000 - place * 100)],
    ['rising and falling', series((place) => 50_000 + (place % 10) * 500)],
    ['growing by a digit', series((place) => (place < 60 ? 50_000 : 50_001))],
  ])('if it is %s', (_what, figures) => {
    expect(judgeLevel(figures)).toMatchObject({ isLevel: true });
  });

  it.each([
    ['by a little each time', series((place) => 50_000 + place * 60)],
    ['below its noise each time, but not in all', series((place) => 50_000 + place * 80 + noise())],
    ['in leaps', series((place) => 50_000 + Math.floor(place / 10) * 1_000)],
  ])('unless it rises %s', (_what, figures) => {
    expect(judgeLevel(figures)).toMatchObject({ isLevel: false });
  });

  it('unless there is nothing to judge', () => {
    expect(judgeLevel([]).isLevel).toBe(false);
  });
});
