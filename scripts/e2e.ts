import { parseArgs } from 'node:util';
import { run } from './run.ts';
import { runTests } from './run-tests.ts';

/** `npm run e2e [-- [--repeat 10] [part of a file name …]]`: builds once, runs the stories repeatedly, lists each failure. */
const { values, positionals } = parseArgs({
  options: { repeat: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const rounds = Number(values.repeat);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--repeat takes a whole number of at least 1.');

const code = await run('wxt', ['build']);
if (code !== 0) process.exit(code);

const summary: string[] = [];
let failedRounds = 0;
for (let round = 1; round <= rounds; round += 1) {
  const start = performance.now();
  const { passed, failed, failures } = await runTests('e2e', positionals);
  if (failed > 0) failedRounds += 1;
  const seconds = Math.round((performance.now() - start) / 1000);
  summary.push(
    `Round ${round} of ${rounds}: ${passed} passed, ${failed} failed, ${seconds} s`,
    ...failures.map((failure) => `FAIL ${failure}`),
  );
  console.log(`\n${summary.join('\n')}`);
}
process.exitCode = failedRounds === 0 ? 0 : 1;
