import type { ElementHandle, Page } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

function query(role: string, name: string): string {
  const quoted = name.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `aria/[name="${quoted}"][role="${role}"]`;
}

/** The element with this role and accessible name, once it is there. A failure tells what the page shows instead. */
export async function byRole(page: Page, role: string, name: string): Promise<ElementHandle> {
  try {
    return await waitFor(`${role} "${name}"`, () => page.$(query(role, name)));
  } catch (cause) {
    const shown = await page
      .$eval('body', (body) => body.textContent.replace(/\s+/g, ' ').trim())
      .catch(String);
    throw new Error(`No ${role} "${name}" on ${page.url()}, which shows: ${shown.slice(0, 400)}`, { cause });
  }
}

/** What all regions of this role say at the moment. */
export async function said(page: Page, role: 'status' | 'alert'): Promise<string> {
  return page.$$eval(`[role=${role}]`, (regions) => regions.map((region) => region.textContent).join('\n'));
}
