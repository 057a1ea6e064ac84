// Plain JavaScript without dependencies, because it runs on the system's Node before anything is installed.
// Usage: node scripts/setup.mjs [script.ts …] installs missing packages, then runs the script on the Node of the lockfile.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isWindows = process.platform === 'win32';
const lockedNode = join(
  ...[root, 'node_modules', `node-${isWindows ? 'win' : process.platform}-${process.arch}`],
  ...['bin', isWindows ? 'node.exe' : 'node'],
);

function readPackages(lockfile) {
  return JSON.parse(readFileSync(join(root, lockfile), 'utf8')).packages;
}

/** Checks that node_modules matches package-lock.json exactly; packages for other platforms may be missing. */
function isInstalled() {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return false;
  const locked = readPackages('package-lock.json');
  const installed = readPackages(join('node_modules', '.package-lock.json'));
  const isSame = (path) =>
    installed[path] ? installed[path].integrity === locked[path].integrity : locked[path].optional === true;
  return (
    Object.keys(locked).every((path) => path === '' || isSame(path)) &&
    Object.keys(installed).every((path) => path in locked)
  );
}

/** Runs a command and shows its output. If it fails, ends this process with its exit code. */
function run(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  if (signal) console.error(`${command} was stopped by ${signal}`);
  if (status !== 0) process.exit(status ?? 1);
}

if (!isInstalled()) {
  console.log('setup: installing dependencies from package-lock.json (npm ci)');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: isWindows });
}

// The lockfile has no Node for some systems, such as macOS.
const node = existsSync(lockedNode) ? lockedNode : process.execPath;
const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
if (!(Number.parseInt(version.slice(1), 10) >= 24)) {
  console.error(
    `setup: ${node} is Node ${version || 'that does not start'}. Install Node 24 and run the command again.`,
  );
  process.exit(1);
}

run(node, [join('scripts', 'prepare.ts')]);
const script = process.argv.slice(2);
if (script.length > 0) run(node, script);
