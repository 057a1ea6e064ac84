import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  addRelease,
  findSlower,
  formatReleases,
  parseReleases,
  toFigures,
} from '../../../scripts/bench/performance-record.ts';
import { root } from '../../harness/root.ts';

const figure = (name: string, median: number, lowest = median, highest = median) => ({
  ...{ name, median, lowest, highest },
});

describe('the figures of several rounds', () => {
  it('are the median, the lowest and the highest of each ratio', () => {
    expect(
      toFigures([
        { a: 3, b: 1 },
        { a: 1.004, b: 1 },
        { a: 2, b: 1 },
      ]),
    ).toEqual([figure('a', 2, 1, 3), figure('b', 1)]);
    expect(toFigures([{ a: 1.236 }])).toEqual([figure('a', 1.24)]);
  });
});

describe('a ratio', () => {
  it('is slower if it exceeds the recorded one by more than the spread of either run', () => {
    const slower = (now: ReturnType<typeof figure>, before: ReturnType<typeof figure>) =>
      findSlower([now], [before]);
    expect(slower(figure('a', 1.3), figure('a', 1.2, 1.1, 1.2))).toEqual([]);
    expect(slower(figure('a', 1.3, 1.1, 1.3), figure('a', 1.2))).toEqual([]);
    expect(slower(figure('a', 1.4, 1.3, 1.4), figure('a', 1.2, 1.1, 1.25))).toEqual([
      'a: 1.4 x instead of 1.2 x, spread 0.15',
    ]);
    expect(slower(figure('a', 1.1), figure('a', 1.2))).toEqual([]);
  });

  it('is not slower if it was not recorded', () => {
    expect(findSlower([figure('new', 9)], [figure('a', 1)])).toEqual([]);
    expect(findSlower([], [figure('a', 1)])).toEqual([]);
  });
});

describe('docs/performance.md', () => {
  const release = (version: string, median: number) => ({
    ...{
      version,
      measuredOn: 'commit abc1234, load 0.4',
      figures: [figure('a page of 10,000 nodes, first', median)],
    },
  });

  it('is read as it was written, newest release first', () => {
    const releases = addRelease([release('1.1.0', 2)], release('1.2.0', 1));
    expect(releases.map(({ version }) => version)).toEqual(['1.2.0', '1.1.0']);
    expect(parseReleases(formatReleases(releases))).toEqual(releases);
  });

  it('holds the last figures of each version', () => {
    expect(addRelease([release('1.2.0', 2), release('1.1.0', 3)], release('1.2.0', 1))).toEqual([
      release('1.2.0', 1),
      release('1.1.0', 3),
    ]);
  });

  it('is in this format', () => {
    const content = readFileSync(join(root, 'docs', 'performance.md'), 'utf8');
    const releases = parseReleases(content);
    expect(formatReleases(releases)).toBe(content);
    for (const { version, measuredOn, figures } of releases) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(measuredOn).toMatch(/^Commit [0-9a-f]{7,}, .+, load [\d.]+/);
      expect(figures.length).toBeGreaterThan(5);
    }
  });
});
