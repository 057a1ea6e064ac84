import { describe, expect, it } from 'vitest';
import { findVersionProblems, toChecklist } from '../../../scripts/release-checklist.ts';

describe('the version of a release', () => {
  const agreeing = {
    ...{ packageJson: '1.2.0', lockfile: '1.2.0', manifest: '1.2.0' },
    changelog: '# Changelog\n\n## 1.2.0 (2026-12-01)\n\n- New.\n\n## 1.1.0 (2026-11-01)\n',
    tags: [],
  };

  it('is the same everywhere', () => {
    expect(findVersionProblems(agreeing)).toEqual([]);
    expect(findVersionProblems({ ...agreeing, tags: ['v1.2.0', 'stable'] })).toEqual([]);
  });

  it.each([
    ['package-lock.json', { lockfile: '1.1.0' }, 'package-lock.json is of 1.1.0: run npm install'],
    ['the manifest', { manifest: '1.1.0' }, 'the manifest is of 1.1.0: run npm run build'],
    [
      'a changelog without it',
      { changelog: '# Changelog\n\n## Unreleased\n\n## 1.2.0\n' },
      'CHANGELOG.md starts with Unreleased, not 1.2.0',
    ],
    [
      'a changelog of a longer version',
      { changelog: '## 1.2.01\n' },
      'CHANGELOG.md starts with 1.2.01, not 1.2.0',
    ],
    ['an empty changelog', { changelog: '' }, 'CHANGELOG.md starts with nothing, not 1.2.0'],
    ['another tag', { tags: ['v1.2.1'] }, 'this commit is tagged v1.2.1, not v1.2.0'],
  ])('is missed in %s', (_what, changed, problem) => {
    expect(findVersionProblems({ ...agreeing, ...changed })).toEqual([problem]);
  });
});

describe('the checklist', () => {
  it('ticks finished checks, and lists the problems below the others', () => {
    const checks = [
      { about: 'Byte budgets', problems: [] },
      { about: 'One version everywhere', problems: ['the manifest is of 1.1.0', 'another'] },
    ];
    expect(toChecklist(checks, ['Publish the draft'])).toBe(
      [
        '[x] Byte budgets',
        '[ ] One version everywhere',
        '      the manifest is of 1.1.0',
        '      another',
        'By hand:',
        '[ ] Publish the draft',
      ].join('\n'),
    );
  });
});
