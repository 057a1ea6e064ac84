import type { Answers, Input } from '../../../lib/messaging/contract.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { recentLines, unsavedLines } from '../../../lib/storage/items.ts';
import { draftLifetimeMs } from './draft-store.ts';

const maxRecent = 10;
const maxUnsaved = 20;

/** Returns the unsaved line of a deal, and the last saved lines. */
export async function readLines({
  opportunityId,
}: Input<'lines.read'>): Promise<Result<Answers['lines.read']>> {
  const [recent, { [opportunityId]: unsaved }] = await Promise.all([recentLines.read(), unsavedLines.read()]);
  const isKept = unsaved && Date.now() - unsaved.typedAt < draftLifetimeMs;
  return success({ unsaved: isKept ? unsaved.line : '', recent });
}

/** Keeps a line for the deal, or as the latest of the saved ones. Forgets lines as old as the oldest draft. */
export async function writeLine({
  opportunityId,
  line,
  isSaved,
}: Input<'lines.write'>): Promise<Result<null>> {
  const typedAt = Date.now();
  if (isSaved)
    await recentLines.update((recent) =>
      [line, ...recent.filter((each) => each !== line)].slice(0, maxRecent),
    );
  await unsavedLines.update(({ [opportunityId]: _former, ...others }) => {
    const recent = Object.entries(others).filter((other) => typedAt - other[1].typedAt < draftLifetimeMs);
    const own = isSaved || line === '' ? [] : [[opportunityId, { line, typedAt }] as const];
    return Object.fromEntries([...recent, ...own].slice(-maxUnsaved));
  });
  return success(null);
}
