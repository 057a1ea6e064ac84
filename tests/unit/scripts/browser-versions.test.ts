import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../harness/root.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const minimum = Number(/minimum_chrome_version: '(\d+)'/.exec(read('wxt.config.ts'))?.[1]);

/** Returns each version of the browser that a text names as the oldest one. */
function oldestVersionsIn(text: string): number[] {
  return Array.from(
    text.matchAll(/(?:Chrome|Chromium|version|Version) (\d{3}) (?:or later|oder neuer)/g),
    ([, version]) => Number(version),
  );
}

describe('the oldest browser', () => {
  it.each(['README.md', 'docs/faq.md', 'docs/browser-versions.md'])(
    'is the one of the manifest in %s',
    (file) => {
      const versions = oldestVersionsIn(read(file));
      expect(versions).not.toEqual([]);
      expect(new Set(versions)).toEqual(new Set([minimum]));
    },
  );

  it('is named differently nowhere', () => {
    for (const file of globSync(['*.md', 'docs/**/*.md', 'public/_locales/*/messages.json'], { cwd: root }))
      for (const version of oldestVersionsIn(read(file))) expect(version, file).toBe(minimum);
  });

  it('has every feature listed as used, and the code uses each of them', () => {
    const rows = Array.from(
      read('docs/browser-versions.md').matchAll(/^\| `([^`]+)`[^|]*\| (\d+) \|/gm),
      ([, feature = '', since]) => ({ feature, since: Number(since) }),
    );
    expect(rows.length).toBeGreaterThan(5);
    const code = globSync(['{components,entrypoints,lib}/**/*.{ts,tsx,css}', 'wxt.config.ts'], { cwd: root })
      .map(read)
      .join('\n');
    for (const { feature, since } of rows) {
      expect(since, feature).toBeLessThanOrEqual(minimum);
      expect(code.includes(feature), feature).toBe(true);
    }
  });
});
