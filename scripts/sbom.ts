import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { pinnedEnvironment } from './run.ts';

// Writes the package's third-party components as CycloneDX, reproducibly for the same lock file.

type Component = { 'bom-ref': string; name: string; properties?: { name: string; value: string }[] };
type Bom = {
  serialNumber?: string;
  metadata: { timestamp?: string; component: { name: string } };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
};

// Build tools that also ship code in the package.
const bundledTools = new Set(['wxt', '@wxt-dev/browser', '@wxt-dev/webextension-polyfill']);

function isShipped({ name, properties = [] }: Component): boolean {
  const isDevelopment = properties.some((each) => each.name === 'cdx:npm:package:development');
  return !isDevelopment || bundledTools.has(name);
}

const arguments_ = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
const output = execFileSync('npm', arguments_, { cwd: root, env: pinnedEnvironment, encoding: 'utf8' });
const bom: Bom = JSON.parse(output);
// Removed because they differ in every run; the name is set because the folder's name is private.
delete bom.serialNumber;
delete bom.metadata.timestamp;
bom.metadata.component.name = 'quick-edit-for-close';
bom.components = bom.components.filter(isShipped);
const shipped = new Set(bom.components.map((component) => component['bom-ref']));
bom.dependencies = bom.dependencies
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => shipped.has(each)) }))
  .filter(({ ref }) => shipped.has(ref) || ref.startsWith('quick-edit-for-close@'));

const file = join(root, '.output', 'sbom.cdx.json');
mkdirSync(join(root, '.output'), { recursive: true });
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
console.log(`${file}: ${bom.components.map((component) => component['bom-ref']).join(', ')}`);
