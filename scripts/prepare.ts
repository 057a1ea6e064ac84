import { existsSync } from 'node:fs';
import { findChromium } from '../tests/harness/chromium-path.ts';
import { run } from './run.ts';

function say(line: string): void {
  console.log(`setup: ${line}`);
}

async function runOrStop(command: string, args: string[]): Promise<void> {
  const code = await run(command, args);
  if (code === 0) return;
  console.error(`setup: \`${command} ${args.join(' ')}\` failed with code ${code}`);
  process.exit(1);
}

/** Debian's package where it can be installed, Playwright's download elsewhere. */
async function installChromium(): Promise<void> {
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('installing Chromium (apt-get install chromium)');
    await runOrStop('apt-get', ['update', '-qq']);
    await runOrStop('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '-qq', 'chromium']);
  } else {
    say("installing Chromium (Playwright's)");
    await runOrStop('playwright', ['install', 'chromium']);
  }
}

if (!findChromium()) await installChromium();
const chromium = findChromium();
if (!chromium) {
  console.error('setup: no Chromium after installing it; set CHROMIUM_PATH to one.');
  process.exit(1);
}
// Always: the names of the messages are among the generated types.
await runOrStop('wxt', ['prepare']);
say(`Node ${process.version}, Chromium at ${chromium}`);
