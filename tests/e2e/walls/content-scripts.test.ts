import { readFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { type AsContentScript, contentScriptOf } from '../../harness/content-script.ts';
import { leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { ids, keys } from '../../sandbox/seed.ts';

const story = useConnectedStory({ keepsCloseData: true });

let asContentScript: AsContentScript;
beforeAll(async () => {
  asContentScript = await contentScriptOf(await story.newPage(leadPage()));
});

it('content scripts can neither read nor write stored data', async () => {
  const tries = await asContentScript(`Promise.all(['local', 'sync', 'session', 'managed'].flatMap((area) => [
    chrome.storage[area].get(null).then((all) => JSON.stringify(all), () => 'refused'),
    chrome.storage[area].set({ planted: 1 }).then(() => 'written', () => 'refused'),
  ]))`);
  expect(tries).toEqual(Array.from({ length: 8 }, () => 'refused'));
});

it('requests of a content script to read or save are not answered', async () => {
  const questions = [
    { name: 'connection.list', input: {} },
    { name: 'editor.open', input: { tabId: 1, id: '00000000-0000-4000-8000-000000000009' } },
    { name: 'lead.open', input: { leadId: ids.sampleLead } },
    { name: 'deal.open', input: { opportunityId: ids.sampleDeal, refresh: false } },
    {
      name: 'deal.save',
      input: {
        id: '00000000-0000-4000-8000-000000000009',
        opportunityId: ids.sampleDeal,
        organizationId: ids.organizations.alder,
        leadName: '',
        base: {},
        patch: { confidence: 1 },
        openedFor: null,
      },
    },
  ];
  for (const question of questions) {
    const send = `chrome.runtime.sendMessage(${JSON.stringify(question)})`;
    expect(await asContentScript(`${send}.then((answer) => answer ?? 'nothing', () => 'nothing')`)).toBe(
      'nothing',
    );
  }
  expect(story.sandbox.requests).toEqual([]);
});

it('the key appears only in requests to Close', async () => {
  const page = await story.newPage(leadPage());
  const popup = await story.openPopup(page);
  await popup.waitForSelector('h1');
  expect(await popup.content()).not.toContain(keys.ana);
  expect(await page.content()).not.toContain('api_');
  const carriers = story.sandbox.requests.filter(({ headers }) => headers.authorization !== undefined);
  expect(new Set(carriers.map(({ host }) => host))).toEqual(new Set(['api.close.com']));
  expect(story.sandbox.strayRequests).toEqual([]);
});

it('the policy allows only the extension itself and Close', async () => {
  const popup = await story.openExtensionPage('options.html');
  const tried = await popup.evaluate(`Promise.all([
    fetch('https://plain.example.com/').then(() => 'sent', () => 'refused'),
    new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve('sent');
      image.onerror = () => resolve('refused');
      image.src = 'https://plain.example.com/x.png';
    }),
    // In a timeout, because code run by the protocol is exempt from the policy.
    new Promise((resolve) => setTimeout(() => {
      try { resolve(String(eval('1 + 1'))); } catch { resolve('refused'); }
    })),
    (() => { try { document.body.innerHTML = '<b>x</b>'; return 'written'; } catch { return 'refused'; } })(),
  ])`);
  expect(tried).toEqual(['refused', 'refused', 'refused', 'refused']);
  expect(story.sandbox.strayRequests).toEqual([]);
});

it('the manifest requests exactly these permissions and this policy', async () => {
  const manifest = JSON.parse(await readFile('.output/chrome-mv3/manifest.json', 'utf8'));
  expect(manifest.permissions).toEqual([
    'storage',
    'contextMenus',
    'activeTab',
    'scripting',
    'sidePanel',
    'alarms',
  ]);
  expect(manifest.host_permissions).toEqual(['https://app.close.com/*', 'https://api.close.com/*']);
  expect(manifest.optional_permissions).toEqual(['notifications', 'identity', 'idle']);
  // Never requested as a whole, because the user adds single sites.
  expect(manifest.optional_host_permissions).toEqual(['https://*/*', 'http://*/*']);
  expect(manifest.web_accessible_resources).toEqual([
    { resources: ['card.html'], matches: ['https://app.close.com/*'], use_dynamic_url: true },
  ]);
  expect(manifest.externally_connectable).toBeUndefined();
  expect(manifest.minimum_chrome_version).toBe('140');
  expect(manifest.content_scripts.map(({ matches }: { matches: string[] }) => matches)).toEqual([
    ['https://app.close.com/*'],
  ]);
  expect(manifest.content_security_policy).toEqual({
    extension_pages:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src https://api.close.com; " +
      "frame-ancestors https://app.close.com; base-uri 'none'; form-action 'none'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
  });
});
