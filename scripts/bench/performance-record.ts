/** One ratio of several rounds: its median, lowest and highest value. Higher is worse. */
export type Figure = { name: string; median: number; lowest: number; highest: number };

/** The figures of a release, and what they were measured on. */
export type ReleaseFigures = { version: string; measuredOn: string; figures: readonly Figure[] };

const intro = `# Performance

Written by \`npm run bench\`. Each figure is a ratio to a baseline of the same run, because absolute times depend on the
machine: lower is better. \`npm run bench -- --check\` measures again and fails where a ratio exceeds the newest one below by
more than its spread, which is the distance from the lowest to the highest round. Load is the number of programs that wanted
to run at the time; figures from a load above 1.5 are rough.
`;

/** Summarizes the ratios of several rounds. */
export function toFigures(rounds: readonly Readonly<Record<string, number>>[]): Figure[] {
  return Object.keys(rounds[0] ?? {}).map((name) => {
    const values = rounds.map((round) => round[name] ?? Number.NaN).sort((one, other) => one - other);
    const at = (index: number) => rounded(values[index] ?? Number.NaN);
    return { name, median: at(Math.floor(values.length / 2)), lowest: at(0), highest: at(values.length - 1) };
  });
}

/** Says which figures are worse than the recorded ones by more than their spread. New figures cannot be worse. */
export function findSlower(now: readonly Figure[], recorded: readonly Figure[]): string[] {
  return now.flatMap((figure) => {
    const before = recorded.find(({ name }) => name === figure.name);
    if (!before) return [];
    const spread = rounded(Math.max(figure.highest - figure.lowest, before.highest - before.lowest));
    if (rounded(figure.median - before.median) <= spread) return [];
    return [`${figure.name}: ${figure.median} x instead of ${before.median} x, spread ${spread}`];
  });
}

/** Adds the figures of a release as the newest, in place of earlier ones of the same version. */
export function addRelease(releases: readonly ReleaseFigures[], release: ReleaseFigures): ReleaseFigures[] {
  return [release, ...releases.filter(({ version }) => version !== release.version)];
}

/** Formats docs/performance.md, newest release first. */
export function formatReleases(releases: readonly ReleaseFigures[]): string {
  const sections = releases.map(({ version, measuredOn, figures }) =>
    [
      `\n## ${version}\n\n${measuredOn}\n\n| ratio | median | lowest | highest |\n| --- | --- | --- | --- |`,
      ...figures.map(
        ({ name, median, lowest, highest }) => `| ${name} | ${median} | ${lowest} | ${highest} |`,
      ),
      '',
    ].join('\n'),
  );
  return intro + (sections.join('') || '\nNo release has been measured yet.\n');
}

/** Reads docs/performance.md. */
export function parseReleases(markdown: string): ReleaseFigures[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [version = '', , measuredOn = ''] = section.split('\n');
      const rows = section.matchAll(/^\| (.+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$/gm);
      const figures = Array.from(rows, ([, name = '', median, lowest, highest]) => ({
        ...{ name, median: Number(median), lowest: Number(lowest), highest: Number(highest) },
      }));
      return { version, measuredOn, figures };
    });
}

function rounded(ratio: number): number {
  return Number(ratio.toFixed(2));
}
