import { redact } from '../lib/base/redact.ts';
import { verifyLive } from './verify-live/verify-live.ts';

/**
 * `npm run verify:live -- oppo_…`: what is assumed about Close, checked against Close with the key in CLOSE_API_KEY and
 * one deal (also CLOSE_OPPORTUNITY_ID), which is put back afterwards. Without a key it sends nothing.
 */
const key = process.env.CLOSE_API_KEY?.trim() ?? '';
const opportunityId = process.argv[2] ?? process.env.CLOSE_OPPORTUNITY_ID ?? '';

function say(line: string): void {
  console.log(redact(key === '' ? line : line.replaceAll(key, '(key)')));
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    say('Stopping: the deal is being put back …');
    stopping.abort(new Error('stopped'));
  });
}

process.exitCode = await verifyLive({ key, opportunityId, say, stop: stopping.signal });
