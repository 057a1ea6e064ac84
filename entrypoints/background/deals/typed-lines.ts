import type { Answers, Input } from '../../../lib/messaging/contract.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { lines } from '../../../lib/storage/items.ts';

const maxRecent = 10;
const maxUnsaved = 20;

/** Returns the unsaved line of a deal, and the last saved lines. */
export async function readLines({
  opportunityId,
}: Input<'lines.read'>): Promise<Result<Answers['lines.read']>> {
  const { recent, unsaved } = await lines.read();
  return success({ unsaved: unsaved[opportunityId] ?? '', recent });
}

/** Keeps a line for the deal, or as the latest of the saved ones. */
export async function writeLine({
  opportunityId,
  line,
  isSaved,
}: Input<'lines.write'>): Promise<Result<null>> {
  await lines.update(({ recent, unsaved: { [opportunityId]: _former, ...others } }) => ({
    recent: isSaved ? [line, ...recent.filter((each) => each !== line)].slice(0, maxRecent) : recent,
    unsaved: Object.fromEntries(
      Object.entries(isSaved || line === '' ? others : { ...others, [opportunityId]: line }).slice(
        -maxUnsaved,
      ),
    ),
  }));
  return success(null);
}
