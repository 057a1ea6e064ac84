import { withLock } from '../../../lib/base/with-lock.ts';
import type { Answers, Input } from '../../../lib/messaging/contract.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { addRecentLine } from '../../../lib/one-line/recent-lines.ts';
import { recentLines, unsavedLine, unsavedLineIndex } from '../../../lib/storage/items.ts';
import { writeTogether } from '../../../lib/storage/stored.ts';
import { draftLifetimeMs } from './draft-store.ts';

const maxUnsaved = 20;

/** Returns the unsaved line of a deal, and the last saved lines. */
export async function readLines({
  opportunityId,
}: Input<'lines.read'>): Promise<Result<Answers['lines.read']>> {
  const [recent, { [opportunityId]: typedAt }, line] = await Promise.all([
    recentLines.read(),
    unsavedLineIndex.read(),
    unsavedLine(opportunityId).read(),
  ]);
  const isKept = typedAt !== undefined && Date.now() - typedAt < draftLifetimeMs;
  return success({ unsaved: (isKept && line) || '', recent });
}

/** Keeps a line for the deal, or as the latest of the saved ones. Forgets lines as old as the oldest draft. */
export async function writeLine({
  opportunityId,
  line,
  isSaved,
}: Input<'lines.write'>): Promise<Result<null>> {
  if (isSaved) await recentLines.update((recent) => addRecentLine(recent, line));
  await keepUnsaved(opportunityId, isSaved ? '' : line);
  return success(null);
}

// Reads no line, so that a line typed while the keys are locked is kept too.
function keepUnsaved(opportunityId: string, line: string): Promise<void> {
  const now = Date.now();
  return withLock('unsaved-lines', async () => {
    const { [opportunityId]: former, ...others } = await unsavedLineIndex.read();
    const recent = Object.entries(others).filter(([, typedAt]) => now - typedAt < draftLifetimeMs);
    const own = line === '' ? [] : [[opportunityId, now] as const];
    const index = Object.fromEntries([...recent, ...own].slice(-maxUnsaved));
    const removed = Object.keys(others).filter((id) => !(id in index));
    if (line === '' && former !== undefined) removed.push(opportunityId);
    if (line === '' && removed.length === 0) return;
    await writeTogether([
      ...(line === '' ? [] : [[unsavedLine(opportunityId), line] as const]),
      ...removed.map((id) => [unsavedLine(id), null] as const),
      [unsavedLineIndex, index],
    ]);
    for (const id of removed) await unsavedLine(id).remove();
  });
}
