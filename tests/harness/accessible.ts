import type { Frame, Page } from 'puppeteer-core';
import { type Control, createControl } from './control.ts';

function query(role: string, name: string): string {
  const quoted = name.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `aria/[name="${quoted}"][role="${role}"]`;
}

/** Waits for the control with this role and accessible name. If it does not appear, the error contains the page's text. */
export async function byRole(page: Page | Frame, role: string, name: string): Promise<Control> {
  const control = createControl(`${role} "${name}"`, () => page.$(query(role, name)));
  try {
    await control.element();
  } catch (cause) {
    const shown = await page
      .$eval('body', (body) => body.textContent.replace(/\s+/g, ' ').trim())
      .catch(String);
    throw new Error(`No ${role} "${name}" on ${page.url()}, which shows: ${shown.slice(0, 400)}`, { cause });
  }
  return control;
}

/** Opens the menu "More" and chooses this item. */
export async function chooseInMenu(page: Page | Frame, item: string): Promise<void> {
  await (await byRole(page, 'button', 'More')).click();
  await (await byRole(page, 'menuitem', item)).click();
}

/** Waits for the control that matches a Puppeteer selector, for elements without role and name. */
export async function bySelector(page: Page | Frame, selector: string): Promise<Control> {
  const control = createControl(selector, () => page.$(selector));
  await control.element();
  return control;
}

/** Returns the current text of all regions with this role. */
export async function said(page: Page | Frame, role: 'status' | 'alert'): Promise<string> {
  return page.$$eval(`[role=${role}]`, (regions) => regions.map((region) => region.textContent).join('\n'));
}
