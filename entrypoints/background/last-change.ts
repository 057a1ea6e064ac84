import { describeChange } from '../../lib/describe-change.ts';
import { isolate } from '../../lib/isolate.ts';
import { failure, type Result, success } from '../../lib/result.ts';
import { text } from '../../lib/text.ts';
import { attempt } from './attempt.ts';
import { readAccess } from './authorization.ts';
import { readCatalog } from './catalog.ts';
import { undo } from './outbox.ts';
import { readChanges } from './outbox-store.ts';

/** Takes back the latest save that was not taken back yet, and returns what to say about it. */
export function undoLastChange(): Promise<Result<string>> {
  return attempt(async () => {
    const changes = await readChanges();
    const undone = new Set(changes.map(({ undoes }) => undoes));
    const last = changes.find(
      ({ id, how, undoes }) => how === 'saved' && undoes === undefined && !undone.has(id),
    );
    if (!last) return success(text('nothingToUndo'));
    const result = await undo({ changeId: last.id, id: crypto.randomUUID() });
    if (!result.ok) return result;
    const answer = result.value;
    if (answer.state === 'conflict') return failure({ kind: 'conflict' });
    if (answer.state === 'gone') return failure({ kind: 'unexpected' });
    if (answer.state !== 'saved')
      return 'problem' in answer ? failure(answer.problem) : success(text('nothingToUndo'));
    const catalog = await readCatalog(await readAccess(last.organizationId));
    const lines = describeChange(answer.change, catalog, answer.opportunity.currency);
    const what = lines.map(({ before, after }) => `${before} → ${after}`).join(', ');
    return success(`${isolate(last.leadName)}: ${what}`);
  });
}
