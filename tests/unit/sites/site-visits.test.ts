import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { countVisit } from '../../../entrypoints/background/browser/site-visits.ts';
import { siteVisits } from '../../../lib/storage/items.ts';

beforeEach(() => {
  fakeBrowser.reset();
  const host_permissions = ['https://app.close.com/*'];
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ host_permissions } as never);
});

const mail = 'https://mail.example.com/*';
const visit = async (site = mail, id: string = crypto.randomUUID(), isDeclined = false) => {
  const counted = await countVisit({ site, id, isDeclined });
  return counted.ok && counted.value;
};

it('a site is asked about from the third visit on', async () => {
  const answers: boolean[] = [];
  for (let each = 1; each <= 5; each += 1) answers.push(await visit());
  expect(answers).toEqual([false, false, true, true, true]);
});

it('a site is not asked about again once that was declined, other sites are', async () => {
  for (let each = 1; each <= 3; each += 1) await visit();
  expect(await visit(mail, 'declined', true)).toBe(false);
  expect(await visit()).toBe(false);
  const other = 'https://sheet.example.com/*';
  for (let each = 1; each <= 2; each += 1) await visit(other);
  expect(await visit(other)).toBe(true);
});

it('a repeated request counts once and gets the same answer', async () => {
  for (const id of ['a', 'a', 'a', 'b']) expect(await visit(mail, id)).toBe(false);
  expect(await visit(mail, 'c')).toBe(true);
  expect(await visit(mail, 'c')).toBe(true);
});

it("nothing is counted on Close's own pages", async () => {
  for (let each = 1; each <= 3; each += 1) expect(await visit('https://app.close.com/*')).toBe(false);
  expect(await siteVisits.read()).toEqual({});
});

it('only the 50 sites visited last are stored', async () => {
  for (let number = 0; number < 60; number += 1) await visit(`https://site-${number}.example.com/*`);
  const sites = Object.keys(await siteVisits.read());
  expect([sites.length, sites[0], sites.at(-1)]).toEqual([
    50,
    'https://site-10.example.com/*',
    'https://site-59.example.com/*',
  ]);
});

it('the third visit is not reported if the browser cannot store the count', async () => {
  await visit();
  await visit();
  vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('broken'));
  await expect(visit()).rejects.toThrow();
});
