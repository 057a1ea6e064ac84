import type { ElementHandle, Page } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

/** The element with this role and accessible name, once it is there. */
export async function byRole(page: Page, role: string, name: string): Promise<ElementHandle> {
  const quoted = name.replaceAll('"', '\\"');
  return waitFor(`${role} "${name}"`, async () => {
    const [element] = await page.$$(`aria/[name="${quoted}"][role="${role}"]`);
    return element ?? null;
  });
}

/** What all regions of this role say at the moment. */
export async function said(page: Page, role: 'status' | 'alert'): Promise<string> {
  return page.$$eval(`[role=${role}]`, (regions) => regions.map((region) => region.textContent).join('\n'));
}
