import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../harness/root.ts';
import { parsePlainYaml } from './plain-yaml.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');

type Step = { uses?: string; run?: string; with?: Record<string, string>; env?: Record<string, string> };
type Job = { permissions: Record<string, string>; steps: Step[]; 'timeout-minutes': string; needs?: string };
type Workflow = { on: unknown; permissions: unknown; jobs: Record<string, Job> };

const files = globSync('.github/workflows/*', { cwd: root }).sort();
const workflows = new Map(files.map((file) => [file, parsePlainYaml(read(file)) as Workflow]));
const jobs = [...workflows].flatMap(([file, workflow]) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({
    place: `${file.replace(/^.*\//, '')}: ${name}`,
    job,
  })),
);
const steps = jobs.flatMap(({ job }) => job.steps);

describe('a workflow', () => {
  it('runs only actions that a full commit names, each with its version', () => {
    const uses = files.flatMap((file) => read(file).match(/^.*\buses:.*$/gm) ?? []);
    expect(uses.length).toBe(steps.filter((step) => step.uses).length);
    expect(uses.length).toBeGreaterThan(5);
    for (const line of uses)
      expect(line).toMatch(/^ +(?:- )?uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('names one commit for each action', () => {
    const commits = new Map(steps.flatMap(({ uses }) => (uses ? [uses.split('@') as [string, string]] : [])));
    for (const { uses } of steps)
      if (uses) expect(uses).toBe(uses.replace(/@.*/, `@${commits.get(uses.split('@')[0] ?? '')}`));
  });

  it('grants each job what it needs, and nothing to all', () => {
    for (const { permissions } of workflows.values()) expect(permissions).toEqual({});
    expect(Object.fromEntries(jobs.map(({ place, job }) => [place, job.permissions]))).toEqual({
      'ci.yml: test': { contents: 'read' },
      'ci.yml: package': { contents: 'read' },
      'release.yml: test': { contents: 'read' },
      'release.yml: build': { contents: 'read' },
      'release.yml: attest': { 'id-token': 'write', attestations: 'write' },
      'release.yml: draft': { contents: 'write' },
    });
  });

  it('runs no code of the repository or of a package where a job may write', () => {
    const writing = jobs.filter(({ job }) => Object.values(job.permissions).includes('write'));
    expect(writing.length).toBe(2);
    for (const { place, job } of writing) {
      expect(
        job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')),
        place,
      ).toEqual([]);
      for (const { run = '' } of job.steps) expect(run, place).not.toMatch(/\b(?:npm|npx|node)\b/);
    }
  });

  it('keeps no token in the files it works on, and puts no outside text into a command', () => {
    for (const { uses, with: options, run } of steps) {
      if (uses?.startsWith('actions/checkout@'))
        expect(options).toMatchObject({ 'persist-credentials': 'false' });
      expect(run ?? '').not.toContain('${{');
    }
  });

  it('uses no secret but the token of its own run', () => {
    for (const file of files) expect(read(file)).not.toMatch(/secrets\.|pull_request_target|workflow_run/);
  });

  it('ends a job that hangs', () => {
    for (const { place, job } of jobs) expect(Number(job['timeout-minutes']), place).toBeGreaterThan(0);
  });

  it('calls scripts that exist, and tests with the command of the README', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const commands = steps.flatMap(({ run }) => run?.match(/^npm .*$/gm) ?? []);
    for (const command of commands) {
      const [, name = ''] = /^npm (?:run )?([\w:]+)/.exec(command) ?? [];
      expect(Object.keys(scripts), command).toContain(name);
    }
    const readmeCommand = /```sh\n(npm test)\n```/.exec(read('README.md'))?.[1];
    expect(commands.filter((command) => command === readmeCommand)).toHaveLength(2);
  });
});

describe('the release workflow', () => {
  const release = workflows.get('.github/workflows/release.yml');
  const runs = (job: string) => (release?.jobs[job]?.steps ?? []).map(({ run }) => run ?? '').join('\n');

  it('attests where the package and its list of parts come from', () => {
    const attested = release?.jobs.attest?.steps.flatMap(({ uses, with: options }) =>
      uses?.startsWith('actions/attest@') ? [Object.keys(options ?? {})] : [],
    );
    expect(attested).toEqual([['subject-path'], ['subject-path', 'sbom-path']]);
  });

  it('uploads a draft after everything else, and publishes nothing', () => {
    expect(release?.on).toEqual({ push: { tags: ['v*'] } });
    expect([release?.jobs.build?.needs, release?.jobs.attest?.needs, release?.jobs.draft?.needs]).toEqual([
      ...['test', 'build', 'attest'],
    ]);
    expect(runs('build')).toContain('npm run release:check -- --tested');
    expect(runs('draft')).toMatch(/^gh release create .*--draft\b/m);
    const all = Object.keys(release?.jobs ?? {})
      .map(runs)
      .join('\n');
    expect(all).not.toMatch(/--draft=false|release edit|npm publish|wxt submit|publish-extension/);
  });
});

describe('an issue form', () => {
  it('asks for the diagnostics, by the names of the options, and warns of the key', () => {
    type Field = {
      type: string;
      id?: string;
      attributes: Record<string, string>;
      validations?: { required: string };
    };
    const { body } = parsePlainYaml(read('.github/ISSUE_TEMPLATE/problem.yml')) as { body: Field[] };
    const field = body.find(({ id }) => id === 'diagnostics');
    expect(field).toMatchObject({ type: 'textarea', validations: { required: 'true' } });
    const messages = JSON.parse(read('public/_locales/en/messages.json'));
    for (const key of ['diagnostics', 'copyDiagnostics'])
      expect(field?.attributes.description).toContain(messages[key].message);
    expect(JSON.stringify(body)).toContain('Never paste an API key');
  });

  it('is the only way to open an issue', () => {
    expect(parsePlainYaml(read('.github/ISSUE_TEMPLATE/config.yml'))).toEqual({
      blank_issues_enabled: 'false',
    });
    for (const file of globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: root }))
      if (!file.endsWith('config.yml'))
        expect(parsePlainYaml(read(file)), file).toMatchObject({
          name: expect.any(String),
          body: expect.any(Array),
        });
  });
});

describe('CODEOWNERS', () => {
  it('names owners for everything', () => {
    expect(read('.github/CODEOWNERS')).toMatch(/^\* +@\S+$/m);
  });
});

describe('the parser of these files', () => {
  it('reads maps, lists, texts and comments', () => {
    const source =
      "a: 1 # one\nb:\n  - x: {}\n    y: 'q: r'\n  - plain text\nc: |\n  if x; then\n    y\n\nd: [m, v*]\ne:\n";
    // Inside brackets only plain words are read.
    expect(() => parsePlainYaml(source)).toThrow('Line 10');
    expect(parsePlainYaml(source.replace('v*', 'n'))).toEqual({
      ...{ a: '1', b: [{ x: {}, y: 'q: r' }, 'plain text'], c: 'if x; then\ny', d: ['m', 'n'], e: '' },
    });
  });

  it.each([
    ['a tab', 'a:\n\tb: 1'],
    ['an anchor', 'a: &b 1'],
    ['a repeated key', 'a: 1\na: 2'],
    ['a map in a line', 'a: {b: 1}'],
    ['a key deeper than its neighbors', 'a: 1\n  b: 2'],
    ['a line without a key', 'a: 1\nb'],
    ['a colon in a plain value', 'a: b: c'],
  ])('refuses %s', (_what, source) => {
    expect(() => parsePlainYaml(source)).toThrow(/^Line \d/);
  });
});
