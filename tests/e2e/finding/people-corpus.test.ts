import { expect, it } from 'vitest';
import type { LeadView, Opening } from '../../../lib/messaging/contract.ts';
import type { Result } from '../../../lib/model/result.ts';
import { type Customer, peoplePages } from '../../corpus/people-pages.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory({ keepsCloseData: true });

const leadOf: Record<Exclude<Customer, null>, string> = {
  marlow: ids.leads.sample,
  halden: ids.leads.threeDeals,
  tillbury: ids.leads.oddities,
};

it('leads each page to its deal, opens none wrongly, and sends nothing before the press', async () => {
  const page = await story.newPage('https://corpus.example.com/');
  const tabId = await story.tabId(page);
  // The gesture grants access to this site in this tab.
  await story.openPopup(page);
  const editor = await story.openExtensionPage('sidepanel.html');
  const ask = <Answer>(name: string, input: object) =>
    editor.evaluate((message) => chrome.runtime.sendMessage(message) as Promise<Result<unknown>>, {
      name,
      input,
    }) as Promise<Result<Answer>>;
  const missed: string[] = [];
  const wrong: string[] = [];
  for (const [index, { name, customer }] of peoplePages.entries()) {
    await page.goto(`https://corpus.example.com/people/${index}`);
    story.sandbox.requests.length = 0;
    const opening = await ask<Opening>('editor.open', { tabId, id: crypto.randomUUID() });
    if (!opening.ok || opening.value.shows !== 'nothing')
      throw new Error(`${name}: ${JSON.stringify(opening)}`);
    expect({ name, requests: story.sandbox.requests }).toEqual({ name, requests: [] });
    const { people } = opening.value;
    const found = people && (await ask<LeadView>('people.find', people));
    const searches = story.sandbox.requests.filter(({ path }) => path === '/api/v1/data/search/');
    expect({ name, searches: searches.length }).toEqual({ name, searches: people ? 1 : 0 });
    if (found && !found.ok) throw new Error(`${name}: ${found.problem.kind}`);
    const leadId = customer && leadOf[customer];
    const leads = found?.value.list.opportunities.map((deal) => deal.leadId) ?? [];
    if (leadId ? !leads.slice(0, 3).includes(leadId) : leads.length > 0) missed.push(name);
    const opened = found?.value.view?.opportunity.leadId;
    if (opened && opened !== leadId) wrong.push(name);
    if (opened && /two customers|beside a stranger/.test(name)) wrong.push(name);
  }
  expect(peoplePages.length).toBeGreaterThanOrEqual(60);
  expect(peoplePages.filter(({ customer }) => !customer).length).toBeGreaterThanOrEqual(20);
  expect(wrong).toEqual([]);
  expect(missed).toEqual([]);
  await page.close();
});
