/** One line of the checklist of a release. `problems` is empty if it is done. */
export type Check = { about: string; problems: readonly string[] };

/** The places that name the version of a release. `tags` are those of the commit. */
export type Versions = {
  packageJson: string;
  lockfile: string;
  manifest: string;
  changelog: string;
  tags: readonly string[];
};

/** Says where the version differs from the one of package.json. */
export function findVersionProblems({
  packageJson,
  lockfile,
  manifest,
  changelog,
  tags,
}: Versions): string[] {
  const problems: string[] = [];
  if (lockfile !== packageJson) problems.push(`package-lock.json is of ${lockfile}: run npm install`);
  if (manifest !== packageJson) problems.push(`the manifest is of ${manifest}: run npm run build`);
  const [newest = 'nothing'] = Array.from(changelog.matchAll(/^## (.+)$/gm), ([, heading]) => heading);
  // The day that follows is for people.
  if (newest.split(' ')[0] !== packageJson)
    problems.push(`CHANGELOG.md starts with ${newest}, not ${packageJson}`);
  const versionTags = tags.filter((tag) => /^v\d/.test(tag));
  if (versionTags.length > 0 && !versionTags.includes(`v${packageJson}`))
    problems.push(`this commit is tagged ${versionTags.join(', ')}, not v${packageJson}`);
  return problems;
}

/** Formats the checklist: what was checked here, then what only a person can do. */
export function toChecklist(checks: readonly Check[], byHand: readonly string[]): string {
  return [
    ...checks.flatMap(({ about, problems }) => [
      `[${problems.length === 0 ? 'x' : ' '}] ${about}`,
      ...problems.map((problem) => `      ${problem}`),
    ]),
    'By hand:',
    ...byHand.map((task) => `[ ] ${task}`),
  ].join('\n');
}
