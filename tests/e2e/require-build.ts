import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildFolder } from '../harness/root.ts';

/** The stories drive the production build, which they do not make themselves. */
export default function requireBuild(): void {
  if (!existsSync(join(buildFolder, 'manifest.json'))) {
    throw new Error(`No build in ${buildFolder}: run \`npm run build\` first.`);
  }
}
