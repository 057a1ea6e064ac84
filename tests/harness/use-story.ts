import { test as base, beforeEach } from 'vitest';
import { keys } from '../sandbox/seed.ts';
import { connectFully, resetClose, type Story, startConnectedStory, startStory } from './story.ts';
import { waitFor } from './wait-for.ts';

type Areas = Record<'local' | 'sync' | 'session', Record<string, unknown>>;
type Moment = 'installed' | 'connected';

/** A story whose profile can be restored to its state after the installation, or after the first connection. */
type SharedStory = { story: Story; restore(moment: Moment): Promise<void> };

/** Starts one browser for all files of a worker, and stops it with the worker. */
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
 * Provides the tests of a file with a newly connected extension and no open pages. Each test starts with the initial data
 * of Close, unless `keepsCloseData` is set. The members are available once the tests run. A file that changes more than
 * storage (granted sites, the extension itself, the profile) starts its own story instead.
 */
export function useConnectedStory({ keepsCloseData = false } = {}): Story {
  const story = useShared('connected');
  if (!keepsCloseData) beforeEach(() => resetClose(story));
  return story;
}

/** Provides the tests of a file with the same browser and a newly installed extension. */
export function useInstalledStory(): Story {
  return useShared('installed');
}

/** Provides the tests of a file with their own, connected browser. */
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
  // As text, because the types do not contain `identity`, which only Chromium has.
  await evaluateInWorker("chrome.permissions.remove({ permissions: ['identity', 'notifications', 'idle'] })");
  await evaluateInWorker(async (stored) => {
    await chrome.alarms.clearAll();
    for (const name of ['local', 'sync', 'session'] as const) {
      // Removed, so that the worker builds the menu like in a new session.
      const { 'built-menu': _menu, ...items } = stored[name];
      await chrome.storage[name].clear();
      await chrome.storage[name].set(items);
    }
  }, areas);
  // Clears the worker's memory.
  await killWorker();
  await waitFor(
    'the menu of the restored profile',
    async () => (await builtMenu(story)) === areas.session['built-menu'],
  );
  sandbox.requests.length = 0;
}
