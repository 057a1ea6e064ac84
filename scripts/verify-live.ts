import { redact } from '../lib/base/redact.ts';
import { verifyLive } from './verify-live/verify-live.ts';

/**
 * `npm run verify:live -- oppo_…`: checks assumptions about Close against Close itself, with the key in CLOSE_API_KEY and
 * one deal (or CLOSE_OPPORTUNITY_ID), which is restored afterwards. Without a key it sends nothing.
 */
const key = process.env.CLOSE_API_KEY?.trim() ?? '';
const opportunityId = process.argv[2] ?? process.env.CLOSE_OPPORTUNITY_ID ?? '';

function print(line: string): void {
  console.log(redact(key === '' ? line : line.replaceAll(key, '(key)')));
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    print('Stopping: the deal is being restored …');
    stopping.abort(new Error('stopped'));
  });
}

process.exitCode = await verifyLive({ key, opportunityId, print, stop: stopping.signal });
