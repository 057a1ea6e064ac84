import { test as base, beforeEach } from 'vitest';
import { keys } from '../sandbox/seed.ts';
import { connectFully, resetClose, type Story, startConnectedStory, startStory } from './story.ts';
import { waitFor } from './wait-for.ts';

type Areas = Record<'local' | 'sync' | 'session', Record<string, unknown>>;
type Moment = 'installed' | 'connected';

/** An extension whose profile can go back to the moment after it was installed, or after its first key was connected. */
type SharedStory = { story: Story; restore(moment: Moment): Promise<void> };

/** Starts one browser for all files that a worker runs, and ends it with the worker. */
const withSharedStory = base.extend(
  'shared',
  { scope: 'worker' },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are used.
  async ({}, { onCleanup }): Promise<SharedStory> => {
    const story = await startStory();
    onCleanup(() => story.stop());
    await waitFor('the menu', async () => (await builtMenu(story)) !== '');
    const installed = await readAreas(story);
    await connectFully(story, keys.ana);
    const moments = { installed, connected: await readAreas(story) };
    return { story, restore: (moment) => restore(story, moments[moment]) };
  },
);

/**
 * Gives the tests of a file a connected extension with no page open, as it is just after its first key was connected.
 * Each test begins with Close as it was seeded, unless `keepsCloseData` lets one build on another.
 * Its members are there once the tests run. A file that changes what outlives storage (granted sites, the extension
 * itself, the profile) starts a story of its own instead.
 */
export function useConnectedStory({ keepsCloseData = false } = {}): Story {
  const story = useShared('connected');
  if (!keepsCloseData) beforeEach(() => resetClose(story));
  return story;
}

/** Gives the tests of a file the same browser with the extension as it is just after it was installed. */
export function useInstalledStory(): Story {
  return useShared('installed');
}

/** Gives the tests of a file a browser of their own, connected. */
export function useOwnConnectedStory(): Story {
  const story = {} as Story;
  const withOwnStory = base.extend(
    'own',
    { scope: 'file' },
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are used.
    async ({}, { onCleanup }) => {
      const own = await startConnectedStory();
      onCleanup(() => own.stop());
      return own;
    },
  );
  withOwnStory.beforeAll(({ own }) => {
    Object.assign(story, own);
  });
  return story;
}

function useShared(moment: Moment): Story {
  const story = {} as Story;
  withSharedStory.beforeAll(async ({ shared }) => {
    await shared.restore(moment);
    Object.assign(story, shared.story);
  });
  beforeEach(() => story.beginPages());
  return story;
}

const builtMenu = ({ evaluateInWorker }: Story) =>
  evaluateInWorker<string>("chrome.storage.session.get('built-menu').then((all) => all['built-menu'] ?? '')");

function readAreas({ evaluateInWorker }: Story): Promise<Areas> {
  return evaluateInWorker(async () => ({
    local: await chrome.storage.local.get(null),
    sync: await chrome.storage.sync.get(null),
    session: await chrome.storage.session.get(null),
  }));
}

async function restore(story: Story, areas: Areas): Promise<void> {
  const { evaluateInWorker, killWorker, sandbox } = story;
  await story.closePages();
  sandbox.reset();
  // In no type of the extension's permissions is `identity`, which only Chromium has.
  await evaluateInWorker("chrome.permissions.remove({ permissions: ['identity', 'notifications'] })");
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
  await killWorker();
  await waitFor(
    'the menu of the restored profile',
    async () => (await builtMenu(story)) === areas.session['built-menu'],
  );
  sandbox.requests.length = 0;
}
