import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { verifyShapes } from '../../../scripts/verify-live/verify-shapes.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => {
  sandbox.reset();
  vi.stubGlobal('fetch', createSandboxFetch(sandbox));
});
afterEach(() => {
  vi.unstubAllGlobals();
});
afterAll(() => sandbox.stop());

async function verify(options: Partial<Parameters<typeof verifyShapes>[0]> = {}) {
  const lines: string[] = [];
  const code = await verifyShapes({
    ...{ key: keys.ana, opportunityId: ids.sampleDeal, print: (line) => lines.push(line) },
    ...{ stop: new AbortController().signal, ...options },
  });
  return { code, lines };
}

/** Answers requests of this path with this body, and leaves the others to the sandbox. */
function answer(path: string, body: Record<string, unknown>): void {
  const fetchFromSandbox = createSandboxFetch(sandbox);
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    url.endsWith(`/api/v1${path}`) ? Promise.resolve(Response.json(body)) : fetchFromSandbox(url, init),
  );
}

/** Keys that Close's documentation names and no recorded answer holds. */
const unrecorded = [
  ...['email', 'first_name', 'full_name', 'last_name'].map((key) => `memberships[].user_${key}: new, text`),
  'fields[].back_reference_is_visible: new, boolean',
  'fields[].is_shared: new, boolean',
  'fields[].referenced_custom_type_id: new, null',
].map((line) => `  - ${line}`);

it('finds every answer of the sandbox readable, and only reads', async () => {
  const { code, lines } = await verify();
  expect(lines.filter((line) => /^ {2}!|new,|instead of/.test(line))).toEqual(unrecorded);
  expect(lines.filter((line) => line.startsWith('GET '))).toHaveLength(8);
  expect(code).toBe(0);
  expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

it('lists new keys, and succeeds', async () => {
  const statuses = [{ id: 'stat_a', label: 'Secret plan', type: 'active', color: 'red' }];
  answer('/pipeline/', {
    data: [{ id: 'pipe_a', name: 'Secret sales', statuses, default_view: { secret: 1 } }],
  });
  const { code, lines } = await verify();
  expect(lines).toEqual(
    expect.arrayContaining([
      '  - data[].default_view: new, object',
      '  - data[].statuses[].color: new, text',
    ]),
  );
  expect(lines.join('\n')).not.toMatch(/secret/i);
  expect(code).toBe(0);
});

it('says what the code can no longer read, and fails', async () => {
  answer('/me/', {
    id: 7,
    email: 'ana@alder-finch.example.com',
    organizations: [{ id: 'orga_a', currency: 'USD' }],
  });
  const { code, lines } = await verify();
  expect(lines).toEqual(
    expect.arrayContaining([
      '  ! id: number instead of text',
      '  ! organizations[].name: missing, and needed',
      '  - first_name: missing, which the code allows',
    ]),
  );
  expect(lines.join('\n')).not.toContain('alder-finch');
  expect(code).toBe(1);
});

it('says which answer is refused, and compares the others', async () => {
  sandbox.fault({ path: '/user/', then: { status: 403, body: { error: 'Not allowed.' } } });
  const { code, lines } = await verify();
  expect(lines).toContain('  ! status 403');
  expect(lines.filter((line) => line.startsWith('GET '))).toHaveLength(8);
  expect(code).toBe(1);
});

it.each([
  ['no id', { opportunityId: '' }],
  ['an unknown key', { key: keys.unknown }],
])('stops with %s, and prints no key', async (_what, options) => {
  const { code, lines } = await verify(options);
  expect([code, lines]).toEqual([1, [expect.stringMatching(/^Stopped: /)]]);
  expect(lines.join()).not.toContain(keys.unknown.slice(0, 12));
});

it('sends nothing without a key, and prints what it would read', async () => {
  const { code, lines } = await verify({ key: '' });
  expect([code, lines.length]).toEqual([0, 9]);
  expect(lines).toContain('  GET /opportunity/oppo_…/');
  expect(sandbox.requests).toEqual([]);
});
