import { existsSync } from 'node:fs';
import { findChromium } from '../tests/harness/chromium-path.ts';
import { run } from './run.ts';

function log(line: string): void {
  console.log(`setup: ${line}`);
}

async function runOrStop(command: string, args: string[]): Promise<void> {
  const code = await run(command, args);
  if (code === 0) return;
  console.error(`setup: \`${command} ${args.join(' ')}\` failed with code ${code}`);
  process.exit(1);
}

/** Installs Debian's package if possible, otherwise Playwright's download. */
async function installChromium(): Promise<void> {
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    log('installing Chromium (apt-get install chromium)');
    await runOrStop('apt-get', ['update', '-qq']);
    await runOrStop('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '-qq', 'chromium']);
  } else {
    log("installing Chromium (Playwright's)");
    await runOrStop('playwright', ['install', 'chromium']);
  }
}

if (!findChromium()) await installChromium();
const chromium = findChromium();
if (!chromium) {
  console.error('setup: Chromium was not found after installing it; set CHROMIUM_PATH to its path.');
  process.exit(1);
}
// Runs every time, because the generated types contain the message names.
await runOrStop('wxt', ['prepare']);
log(`Node ${process.version}, Chromium at ${chromium}`);
