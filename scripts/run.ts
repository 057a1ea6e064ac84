import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from '../tests/harness/root.ts';

/** An environment in which `node` and every tool are the ones pinned in node_modules. */
export const pinnedEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
};

type RunOptions = { timeLimitMinutes?: number; environment?: NodeJS.ProcessEnv; folder?: string };

/**
 * Runs a command in the root of the repository, or in another folder, and shows its output live.
 * Returns its exit code, or 1 if it could not be started, was killed by a signal or took too long.
 */
export function run(
  command: string,
  args: string[],
  { timeLimitMinutes, environment, folder = root }: RunOptions = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...pinnedEnvironment, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
      ...(timeLimitMinutes ? { timeout: timeLimitMinutes * 60_000 } : {}),
    });
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      if (signal) console.error(`${command} was stopped by ${signal}`);
      resolve(code ?? 1);
    });
  });
}
