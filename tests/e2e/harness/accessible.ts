import type { ElementHandle, Page } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

function query(role: string, name: string): string {
  const quoted = name.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `aria/[name="${quoted}"][role="${role}"]`;
}

/** The element with this role and accessible name, once it is there. */
export async function byRole(page: Page, role: string, name: string): Promise<ElementHandle> {
  return waitFor(`${role} "${name}"`, () => page.$(query(role, name)));
}

/** What all regions of this role say at the moment. */
export async function said(page: Page, role: 'status' | 'alert'): Promise<string> {
  return page.$$eval(`[role=${role}]`, (regions) => regions.map((region) => region.textContent).join('\n'));
}
