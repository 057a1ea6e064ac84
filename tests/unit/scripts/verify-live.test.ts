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

/** All that is stored of the deal, but who wrote last and when. */
function stored(id: string = ids.sampleDeal): string {
  const { dateUpdated: _at, updatedBy: _by, ...rest } = sandbox.world.opportunities.get(id) ?? {};
  return JSON.stringify(rest);
}

async function verify(wish: Partial<Parameters<typeof verifyLive>[0]> = {}) {
  const lines: string[] = [];
  const code = await verifyLive({
    ...{ key: keys.ana, opportunityId: ids.sampleDeal, say: (line) => lines.push(line) },
    ...{ stop: new AbortController().signal, ...wish },
  });
  return { code, said: lines.join('\n') };
}

/** Does something when a PUT with this key arrives, before anything else is done about it. */
function onPut(key: string, work: (request: RecordedRequest) => void): void {
  stopWatching = sandbox.onArrival((request) => {
    if (request.method === 'PUT' && key in (request.body as object)) work(request);
  });
}

/** The cells of a fact's row. */
function row(said: string, fact: string): string[] {
  const line = said.split('\n').find((each) => each.startsWith(`| ${fact}`)) ?? '';
  return line
    .split('|')
    .map((cell) => cell.trim())
    .slice(2, -1);
}

describe('checking what is assumed about Close', () => {
  it('finds everything as assumed in the sandbox, and leaves the deal as it was', async () => {
    const before = stored();
    const { code, said } = await verify();
    expect(stored()).toBe(before);
    expect(code).toBe(0);
    expect(said).toContain('The deal is what it was before.');
    const verdicts = [
      'The rate limit in an answer',
      'An id of the wrong shape',
      'A PUT without the slash',
      'A value set to null',
      'A close date sent as midnight UTC',
      'A close date sent as YYYY-MM-DD',
      'Several values under .add',
      'A field that the role may not edit',
      'A status of another pipeline',
      'Winning a deal with an old estimate',
      'The confidence of a deal that is won',
      'The limit of a rate group',
      'A close date as it is answered',
      'custom in _fields of a deal',
      'query of opportunities with the lead’s name',
      'query of leads with a quoted name',
      'A filter that does not exist',
      'YYYY-MM-DD sent from west of UTC',
      'YYYY-MM-DD sent from east of UTC',
      'An owner set to null',
      'An attachment of another address',
      'Markdown in a plain note',
      'The date of losing',
      'The close date of a deal that is lost',
      'The confidence of a deal that is lost',
    ].map((fact) => [fact, row(said, fact)[2]]);
    expect(verdicts.filter(([, verdict]) => verdict !== 'ok')).toEqual([]);
    expect(row(said, 'Zero-decimal currencies')).toEqual([
      'value and wording agree',
      'this deal is in USD',
      'not checked',
    ]);
  });

  it('tells what is otherwise, and fails only where the code would', async () => {
    sandbox.world.winningSetsConfidence = true;
    const won = await verify();
    expect(row(won.said, 'The confidence of a deal')).toEqual([
      'stays, and is read from the answer',
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
    expect(row(refused.said, 'A status of another pipeline').slice(1)).toEqual([
      '400 Of another pipeline.',
      'DIFFERS',
    ]);
    expect(refused.code).toBe(1);
    expect(stored()).toBe(before);
  });

  it('tells a search that Close refuses, and goes on', async () => {
    const { code, said } = await verify();
    expect(row(said, 'Search: deals by their owner')).toEqual([
      'finds it, else another way is taken',
      '404 {"error":"Not found."}',
      'differs, works either way',
    ]);
    expect(code).toBe(0);
  });

  it('tells that the close date is moved, and leaves the deal as it was', async () => {
    sandbox.world.movesCloseDateSentAs = 'moment';
    const before = stored();
    const { said } = await verify();
    expect(row(said, 'A close date sent as midnight UTC').slice(1)).toEqual([
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
      'this deal’s note is formatted, or its format is not told',
    ],
    ['An attachment of another address', ids.deals.richNote, 'only with a deal without attachments'],
  ])('does not try what could not be put back: %s', async (fact, opportunityId, reason) => {
    const before = stored(opportunityId);
    const { code, said } = await verify({ opportunityId });
    expect(row(said, fact).slice(1)).toEqual([reason, 'not checked']);
    expect(stored(opportunityId)).toBe(before);
    expect(code).toBe(0);
  });

  it('reads the factor of a currency without minor units', async () => {
    const read = async () =>
      row((await verify({ opportunityId: ids.deals.yen })).said, 'Zero-decimal currencies')[2];
    expect(await read()).toBe('ok');
    sandbox.world.zeroDecimalFactor = 100;
    expect(await read()).toBe('differs, works either way');
  });

  it.each([
    ['a lost answer', 'drop-after' as const],
    ['a lost request', 'drop-before' as const],
    ['a broken server', { status: 503 } as const],
    ['a rate limit', { status: 429, retryAfter: 0.2 } as const],
    ['HTML', 'html' as const],
  ])('puts the deal back through %s', async (_what, fault) => {
    const before = stored();
    let isDue = true;
    onPut('status_id', () => {
      if (!isDue) return;
      isDue = false;
      // Meets this request, the reading after it and the first attempt to put the deal back.
      sandbox.fault({ times: 3, then: fault });
    });
    const { code, said } = await verify();
    expect(stored()).toBe(before);
    expect(said).toContain('The deal is what it was before.');
    expect(row(said, 'The confidence of a deal')[2]).toBe('ok');
    expect(code).toBe(said.includes('DIFFERS') ? 1 : 0);
  });

  it('says what is left where somebody else changes the deal meanwhile', async () => {
    const note = 'Called back.';
    onPut('confidence', () => sandbox.changeBehind(ids.sampleDeal, { note }));
    const { code, said } = await verify();
    expect(said).toContain('note: "Liked the demo.');
    expect(sandbox.world.opportunities.get(ids.sampleDeal)).toMatchObject({ note, confidence: 75 });
    expect(code).toBe(1);
  });

  it.each([
    ['a deal that is won', { opportunityId: ids.deals.threeWon }, 'whose status is active'],
    ['a deal nobody knows', { opportunityId: ids.sampleDeal.replace(/...$/, 'xyz') }, 'not-found'],
    ['a key nobody knows', { key: keys.unknown }, 'unauthorized'],
    ['no id', { opportunityId: '' }, 'no id of an opportunity'],
  ])('changes nothing with %s', async (_what, wish, sentence) => {
    const { code, said } = await verify(wish);
    expect([code, said]).toEqual([1, expect.stringContaining(sentence)]);
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

  it('prints the table and never the key', async () => {
    const before = stored();
    const path = '/opportunity/oppo_malformed/';
    sandbox.fault({ path, then: { status: 404, body: { error: `Unknown key ${keys.ana}` } } });
    const [said, complained, code] = await start(withKey).ended;
    expect([complained, code]).toEqual(['', 0]);
    expect(row(said, 'A status of another pipeline')).toEqual([
      'moves the deal to that pipeline',
      'moved it',
      'ok',
    ]);
    expect(said).toContain('Unknown key');
    // Also not a part of it, where a cell is cut.
    expect(said).not.toContain(keys.ana.slice(0, 12));
    expect(stored()).toBe(before);
  });

  it('puts the deal back on Ctrl-C', async () => {
    const before = stored();
    const { child, ended } = start(withKey);
    let isWon = false;
    onPut('status_id', ({ body }) => {
      if ((body as { status_id: string }).status_id !== ids.statuses.won) return;
      isWon = true;
      child.kill('SIGINT');
    });
    const [said, , code] = await ended;
    expect([isWon, code]).toEqual([true, 1]);
    expect(said).toContain('Stopping');
    expect(said).toContain('The deal is what it was before.');
    expect(stored()).toBe(before);
  });

  it('sends nothing without a key, and says what it would do', async () => {
    const [said, , code] = await start({ CLOSE_API_KEY: '', CLOSE_OPPORTUNITY_ID: ids.sampleDeal }).ended;
    expect(code).toBe(0);
    expect(said).toContain('Nothing was sent');
    expect(said).toContain('A status of another pipeline: moves the deal to that pipeline');
    expect(sandbox.requests).toEqual([]);
  });
});
