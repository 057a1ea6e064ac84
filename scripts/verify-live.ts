import { parseArgs } from 'node:util';
import { redact } from '../lib/base/redact.ts';
import { verifyLive } from './verify-live/verify-live.ts';
import { verifyShapes } from './verify-live/verify-shapes.ts';

/**
 * `npm run verify:live -- oppo_…`: checks assumptions about Close against Close itself, with the key in CLOSE_API_KEY and
 * one deal (or CLOSE_OPPORTUNITY_ID), which is restored afterwards. Without a key it sends nothing.
 * `--shapes` only reads, and compares the keys and types of the answers with the schemas and with recorded answers.
 */
const { values, positionals } = parseArgs({
  options: { shapes: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const key = process.env.CLOSE_API_KEY?.trim() ?? '';
const opportunityId = positionals[0] ?? process.env.CLOSE_OPPORTUNITY_ID ?? '';

function print(line: string): void {
  console.log(redact(key === '' ? line : line.replaceAll(key, '(key)')));
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    print(values.shapes ? 'Stopping …' : 'Stopping: the deal is being restored …');
    stopping.abort(new Error('stopped'));
  });
}

const verify = values.shapes ? verifyShapes : verifyLive;
process.exitCode = await verify({ key, opportunityId, print, stop: stopping.signal });
