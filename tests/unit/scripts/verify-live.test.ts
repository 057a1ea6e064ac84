import { spawn } from 'node:child_process';
import { text as readAll } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyLive } from '../../../scripts/verify-live/verify-live.ts';
import { root } from '../../harness/root.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import type { RecordedRequest } from '../../sandbox/traffic-types.ts';

let sandbox: Sandbox;
let stopWatching = (): void => {};

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => {
  sandbox.reset();
  vi.stubGlobal('fetch', createSandboxFetch(sandbox));
});
afterEach(() => {
  stopWatching();
  vi.unstubAllGlobals();
});
afterAll(() => sandbox.stop());

/** Returns the stored deal as JSON, without the user and time of its last update. */
function stored(id: string = ids.sampleDeal): string {
  const { dateUpdated: _at, updatedBy: _by, ...rest } = sandbox.world.opportunities.get(id) ?? {};
  return JSON.stringify(rest);
}

async function verify(options: Partial<Parameters<typeof verifyLive>[0]> = {}) {
  const lines: string[] = [];
  const code = await verifyLive({
    ...{ key: keys.ana, opportunityId: ids.sampleDeal, print: (line) => lines.push(line) },
    ...{ stop: new AbortController().signal, ...options },
  });
  return { code, output: lines.join('\n') };
}

/** Calls `handle` when a PUT with this key arrives, before the sandbox processes it. */
function onPut(key: string, handle: (request: RecordedRequest) => void): void {
  stopWatching = sandbox.onArrival((request) => {
    if (request.method === 'PUT' && key in (request.body as object)) handle(request);
  });
}

/** Returns the cells of a fact's row. */
function row(output: string, fact: string): string[] {
  const line = output.split('\n').find((each) => each.startsWith(`| ${fact}`)) ?? '';
  return line
    .split('|')
    .map((cell) => cell.trim())
    .slice(2, -1);
}

describe('verifyLive', () => {
  it('confirms every assumption in the sandbox, and restores the deal', async () => {
    const before = stored();
    const { code, output } = await verify();
    expect(stored()).toBe(before);
    expect(code).toBe(0);
    expect(output).toContain('The deal was restored.');
    const verdicts = [
      'Rate limit headers of an answer',
      'A malformed id',
      'A PUT without a trailing slash',
      'A value set to null',
      'A close date sent as midnight UTC',
      'A close date sent as YYYY-MM-DD',
      'Several values under .add',
      'A field that the role may not edit',
      'A status of another pipeline',
      'Winning a deal with an old estimate',
      'The confidence of a won deal',
      'The limit of a rate group',
      'The format of a close date',
      'custom in _fields of a deal',
      'An opportunity query with the lead’s name',
      'A lead query with a quoted name',
      'An unknown filter',
      'YYYY-MM-DD sent from west of UTC',
      'YYYY-MM-DD sent from east of UTC',
      'An owner set to null',
      'An attachment at another address',
      'Markdown in a plain note',
      'date_lost of a lost deal',
      'The close date of a lost deal',
      'The confidence of a lost deal',
    ].map((fact) => [fact, row(output, fact)[2]]);
    expect(verdicts.filter(([, verdict]) => verdict !== 'ok')).toEqual([]);
    expect(row(output, 'Zero-decimal currencies')).toEqual([
      'value and formatted value agree',
      'this deal is in USD',
      'not checked',
    ]);
  });

  it('reports different behavior, and fails only if the code does not support it', async () => {
    sandbox.world.winningSetsConfidence = true;
    const won = await verify();
    expect(row(won.output, 'The confidence of a won deal')).toEqual([
      'unchanged, and is read from the answer',
      '40 → 100',
      'differs, works either way',
    ]);
    expect(won.code).toBe(0);
    onPut('status_id', ({ body }) => {
      if ((body as { status_id: string }).status_id === ids.statuses.renewalQuoteOut) {
        sandbox.fault({
          method: 'PUT',
          then: { status: 400, body: { 'field-errors': { status: 'Of another pipeline.' } } },
        });
      }
    });
    const before = stored();
    const refused = await verify();
    expect(row(refused.output, 'A status of another pipeline').slice(1)).toEqual([
      '400 Of another pipeline.',
      'DIFFERS',
    ]);
    expect(refused.code).toBe(1);
    expect(stored()).toBe(before);
  });

  it('reports a refused search, and continues', async () => {
    const then = { status: 404, body: { error: 'Not found.' } } as const;
    sandbox.fault({ path: '/data/search/', times: Number.POSITIVE_INFINITY, then });
    const { code, output } = await verify();
    expect(row(output, 'Search: deals by their owner')).toEqual([
      'finds it, or another search is used',
      '404 {"error":"Not found."}',
      'differs, works either way',
    ]);
    expect(code).toBe(0);
  });

  it('reports a shifted close date, and restores the deal', async () => {
    sandbox.world.movesCloseDateSentAs = 'moment';
    const before = stored();
    const { output } = await verify();
    expect(row(output, 'A close date sent as midnight UTC').slice(1)).toEqual([
      '200, it is now "2020-02-02"',
      'differs, works either way',
    ]);
    expect(stored()).toBe(before);
  });

  it.each([
    ['An owner set to null', ids.deals.formerOwner, 'this deal is not owned by the key’s user'],
    [
      'Markdown in a plain note',
      ids.deals.richNote,
      'this deal’s note is formatted, or its format is unknown',
    ],
    ['An attachment at another address', ids.deals.richNote, 'only with a deal without attachments'],
  ])('skips experiments that could not be restored: %s', async (fact, opportunityId, reason) => {
    const before = stored(opportunityId);
    const { code, output } = await verify({ opportunityId });
    expect(row(output, fact).slice(1)).toEqual([reason, 'not checked']);
    expect(stored(opportunityId)).toBe(before);
    expect(code).toBe(0);
  });

  it('detects stored minor units of a currency without them', async () => {
    const read = async () =>
      row((await verify({ opportunityId: ids.deals.yen })).output, 'Zero-decimal currencies')[2];
    expect(await read()).toBe('ok');
    sandbox.world.zeroDecimalFactor = 1;
    expect(await read()).toBe('differs, works either way');
  });

  it.each([
    ['a lost answer', 'drop-after' as const],
    ['a lost request', 'drop-before' as const],
    ['a server error', { status: 503 } as const],
    ['a rate limit', { status: 429, retryAfter: 0.2 } as const],
    ['an HTML answer', 'html' as const],
  ])('restores the deal despite %s', async (_what, fault) => {
    const before = stored();
    let isDue = true;
    onPut('status_id', () => {
      if (!isDue) return;
      isDue = false;
      // Affects this request, the read after it and the first attempt to restore the deal.
      sandbox.fault({ times: 3, then: fault });
    });
    const { code, output } = await verify();
    expect(stored()).toBe(before);
    expect(output).toContain('The deal was restored.');
    expect(row(output, 'The confidence of a won deal')[2]).toBe('ok');
    expect(code).toBe(output.includes('DIFFERS') ? 1 : 0);
  });

  it('lists the remaining differences if someone else changes the deal during the run', async () => {
    const note = 'Called back.';
    onPut('confidence', () => sandbox.changeBehind(ids.sampleDeal, { note }));
    const { code, output } = await verify();
    expect(output).toContain('note: "Liked the demo.');
    expect(sandbox.world.opportunities.get(ids.sampleDeal)).toMatchObject({ note, confidence: 75 });
    expect(code).toBe(1);
  });

  it.each([
    ['a won deal', { opportunityId: ids.deals.threeWon }, 'whose status is active'],
    ['an unknown deal', { opportunityId: ids.sampleDeal.replace(/...$/, 'xyz') }, 'not-found'],
    ['an unknown key', { key: keys.unknown }, 'unauthorized'],
    ['no id', { opportunityId: '' }, 'not the id of an opportunity'],
  ])('changes nothing with %s', async (_what, options, message) => {
    const { code, output } = await verify(options);
    expect([code, output]).toEqual([1, expect.stringContaining(message)]);
    expect(sandbox.requests.filter(({ method }) => method === 'PUT')).toEqual([]);
  });
});

describe('npm run verify:live', () => {
  function start(environment: Record<string, string>) {
    const child = spawn(
      process.execPath,
      ['--import', './tests/sandbox/use-sandbox.ts', 'scripts/verify-live.ts'],
      {
        cwd: root,
        env: { ...process.env, SANDBOX_PORT: String(sandbox.port), ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const ended = Promise.all([
      readAll(child.stdout),
      readAll(child.stderr),
      new Promise<number | null>((resolve) => child.once('close', resolve)),
    ]);
    return { child, ended };
  }
  const withKey = { CLOSE_API_KEY: keys.ana, CLOSE_OPPORTUNITY_ID: ids.sampleDeal };

  it('prints the table, but never the key', async () => {
    const before = stored();
    const path = '/opportunity/oppo_malformed/';
    sandbox.fault({ path, then: { status: 404, body: { error: `Unknown key ${keys.ana}` } } });
    const [output, errors, code] = await start(withKey).ended;
    expect([errors, code]).toEqual(['', 0]);
    expect(row(output, 'A status of another pipeline')).toEqual([
      'moves the deal to that pipeline',
      'moved it',
      'ok',
    ]);
    expect(output).toContain('Unknown key');
    // Checks a part of the key, because a shortened cell could contain only that.
    expect(output).not.toContain(keys.ana.slice(0, 12));
    expect(stored()).toBe(before);
  });

  it('restores the deal on Ctrl-C', async () => {
    const before = stored();
    const { child, ended } = start(withKey);
    let isWon = false;
    onPut('status_id', ({ body }) => {
      if ((body as { status_id: string }).status_id !== ids.statuses.won) return;
      isWon = true;
      child.kill('SIGINT');
    });
    const [output, , code] = await ended;
    expect([isWon, code]).toEqual([true, 1]);
    expect(output).toContain('Stopping');
    expect(output).toContain('The deal was restored.');
    expect(stored()).toBe(before);
  });

  it('sends nothing without a key, and prints its plan', async () => {
    const [output, , code] = await start({ CLOSE_API_KEY: '', CLOSE_OPPORTUNITY_ID: ids.sampleDeal }).ended;
    expect(code).toBe(0);
    expect(output).toContain('Nothing was sent');
    expect(output).toContain('A status of another pipeline: moves the deal to that pipeline');
    expect(sandbox.requests).toEqual([]);
  });
});
