import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildFolder } from '../harness/root.ts';

/** Fails if there is no production build, because the stories use it but do not create it. */
export default function requireBuild(): void {
  if (!existsSync(join(buildFolder, 'manifest.json'))) {
    throw new Error(`No build in ${buildFolder}: run \`npm run build\` first.`);
  }
}
