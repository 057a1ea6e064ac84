import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const commands = ['Xvfb', 'xdotool'];

/** A screen without a monitor, with a mouse and a keyboard that reach the browser's own menus too. */
export type Screen = {
  /** The name that programs are told it by, such as `:1`. */
  display: string;
  /** Moves the mouse, in pixels of the screen. */
  pointAt(place: { x: number; y: number }): void;
  /** Clicks with the right button where the mouse is. */
  rightClick(): void;
  /** Presses keys one after the other, by their names in X, such as `Right`. */
  press(...keys: string[]): void;
  /** The ids of all windows to be seen, of which each open menu is one. */
  windows(): string[];
  stop(): Promise<void>;
};

/** Which of the programs that a screen needs are not installed. */
export function missingForScreen(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.filter((command) => !folders.some((folder) => isExecutable(join(folder, command))));
}

/** Starts a screen on a display that nobody uses yet. */
export async function startScreen(): Promise<Screen> {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // Xvfb says which display it chose once it answers there.
  const [chosen] = await Promise.race([once(server.stdout, 'data'), once(server, 'exit').then(() => [''])]);
  if (!String(chosen).trim()) throw new Error('Xvfb found no display.');
  const display = `:${String(chosen).trim()}`;

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
