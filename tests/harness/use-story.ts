import { test as base, beforeEach } from 'vitest';
import { beginAnew, type Story, startConnectedStory, startStory } from './story.ts';
import { waitFor } from './wait-for.ts';

type Areas = Record<'local' | 'sync' | 'session', Record<string, unknown>>;

/** A connected extension whose profile can go back to the moment after connecting. */
type SharedStory = { story: Story; restore(): Promise<void> };

/** Starts one browser for all files that a worker runs, and ends it with the worker. */
const withSharedStory = base.extend(
  'shared',
  { scope: 'worker' },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are used.
  async ({}, { onCleanup }): Promise<SharedStory> => {
    const story = await startConnectedStory();
    onCleanup(() => story.stop());
    const areas = await story.evaluateInWorker<Areas>(async () => ({
      local: await chrome.storage.local.get(null),
      sync: await chrome.storage.sync.get(null),
      session: await chrome.storage.session.get(null),
    }));
    return { story, restore: () => restore(story, areas) };
  },
);

/**
 * Gives the tests of a file a connected extension with no page open, as it is just after its first key was connected.
 * Each test begins with Close as it was seeded, unless `keepsCloseData` lets one build on another.
 * Its members are there once the tests run. A file that changes what outlives storage (permissions, the extension
 * itself, the profile) starts a story of its own instead.
 */
export function useConnectedStory({ keepsCloseData = false } = {}): Story {
  const story = {} as Story;
  withSharedStory.beforeAll(async ({ shared }) => {
    await shared.restore();
    Object.assign(story, shared.story);
  });
  if (!keepsCloseData) beforeEach(() => beginAnew(story));
  return story;
}

/** Gives the tests of a file a browser of their own, in which nothing is connected yet. */
export function useOwnStory(): Story {
  return useOwn(() => startStory());
}

/** The same, connected. */
export function useOwnConnectedStory(): Story {
  return useOwn(() => startConnectedStory());
}

function useOwn(start: () => Promise<Story>): Story {
  const story = {} as Story;
  const withOwnStory = base.extend(
    'own',
    { scope: 'file' },
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are used.
    async ({}, { onCleanup }) => {
      const own = await start();
      onCleanup(() => own.stop());
      return own;
    },
  );
  withOwnStory.beforeAll(({ own }) => {
    Object.assign(story, own);
  });
  return story;
}

async function restore(story: Story, areas: Areas): Promise<void> {
  const { browser, evaluateInWorker, sandbox } = story;
  // Waking the worker takes an open page.
  const empty = await browser.newPage();
  for (const page of await browser.pages()) if (page !== empty) await page.close();
  sandbox.reset();
  await evaluateInWorker(async (stored) => {
    await chrome.alarms.clearAll();
    for (const name of ['local', 'sync', 'session'] as const) {
      // The worker then makes the menu as in a new session.
      const { 'built-menu': _menu, ...kept } = stored[name];
      await chrome.storage[name].clear();
      await chrome.storage[name].set(kept);
    }
  }, areas);
  // With all that it holds in memory.
  await story.killWorker();
  await waitFor('the menu of the fresh profile', () =>
    evaluateInWorker(async () => {
      const { 'built-menu': menu = '' } = await chrome.storage.session.get('built-menu');
      return String(menu).includes('"status:');
    }),
  );
  sandbox.requests.length = 0;
}
