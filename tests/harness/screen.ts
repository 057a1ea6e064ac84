import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const commands = ['Xvfb', 'xdotool'];

/** A virtual screen whose mouse and keyboard also reach the browser's native menus. */
export type Screen = {
  /** The value of `DISPLAY`, such as `:1`. */
  display: string;
  /** Moves the mouse to a position in screen pixels. */
  pointAt(place: { x: number; y: number }): void;
  /** Clicks with the right button at the mouse position. */
  rightClick(): void;
  /** Presses keys in sequence, by their X names such as `Right`. */
  press(...keys: string[]): void;
  /** Returns the ids of all visible windows; each open menu is one. */
  windows(): string[];
  stop(): Promise<void>;
};

/** Returns the required programs that are not installed. */
export function missingForScreen(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.filter((command) => !folders.some((folder) => isExecutable(join(folder, command))));
}

/** Starts a screen on an unused display. */
export async function startScreen(): Promise<Screen> {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // Xvfb prints its display number once it is ready.
  const [output] = await Promise.race([once(server.stdout, 'data'), once(server, 'exit').then(() => [''])]);
  if (!String(output).trim()) throw new Error('Xvfb found no display.');
  const display = `:${String(output).trim()}`;

  function xdotool(...args: string[]): string {
    return execFileSync('xdotool', args, { env: { ...process.env, DISPLAY: display }, encoding: 'utf8' });
  }

  return {
    display,
    pointAt({ x, y }) {
      xdotool('mousemove', String(Math.round(x)), String(Math.round(y)));
    },
    rightClick() {
      xdotool('click', '3');
    },
    press(...keys) {
      xdotool('key', ...keys);
    },
    windows() {
      return xdotool('search', '--onlyvisible', '--maxdepth', '1', '--name', '').split('\n').filter(Boolean);
    },
    async stop() {
      const exit = once(server, 'exit');
      server.kill();
      await exit;
    },
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
