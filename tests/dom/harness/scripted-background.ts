import type { ask as askBackground } from '../../../lib/messaging/ask.ts';
import {
  type Answers,
  contentScriptRequests,
  type Input,
  ownPageRequests,
  type RequestName,
  type SaveAnswer,
} from '../../../lib/messaging/contract.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { DealView } from '../../../lib/model/deal-view.ts';
import type { Patch } from '../../../lib/model/field-value.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { findDifference, referTo, undoOf } from '../../../lib/opportunity/undo.ts';
import { applyPatch } from '../../../lib/opportunity/values.ts';

type Reply<Name extends RequestName> = (
  input: Input<Name>,
) => Result<Answers[Name]> | Promise<Result<Answers[Name]>>;
type Script = { [Name in RequestName]?: Reply<Name> };
type Question = { [Name in RequestName]: { name: Name; input: Input<Name> } }[RequestName];

/** A fake background with one deal: it records requests, and tests can replace its answers. */
export type Background = {
  ask: typeof askBackground;
  /** Returns the inputs of all requests with this name, oldest first. */
  asked<Name extends RequestName>(name: Name): Input<Name>[];
  /** Returns the patch of each save, oldest first. */
  patches(): Patch[];
  answer<Name extends RequestName>(name: Name, reply: Reply<Name>): void;
  /** Returns the answer to a request without recording the request. */
  replyTo<Name extends RequestName>(name: Name, input: Input<Name>): ReturnType<Reply<Name>>;
  /** Sets the answer to all further saves. */
  answerSaves(answer: SaveAnswer): void;
  /** Delays answers to saves; each `next` sends the oldest one, each `last` the newest. */
  hold(name: 'deal.save'): { next(): void; last(): void };
};

/** Creates a fake background with this deal, which accepts every save. */
export function scriptedBackground(view: DealView): Background {
  const questions: Question[] = [];
  const changes = new Map<string, Change>();
  let opportunity: Opportunity = view.opportunity;

  function save(id: string, patch: Patch, undone?: Change): Result<SaveAnswer> {
    const before = opportunity.values;
    const updatedAt = new Date(Date.parse(opportunity.updatedAt) + 1).toISOString();
    opportunity = { ...opportunity, updatedAt, values: { ...before, ...applyPatch(patch, before) } };
    const { id: opportunityId, organizationId, leadName } = opportunity;
    const change: Change = {
      ...{ id, opportunityId, organizationId, leadName, patch, at: Date.now(), how: 'saved', ignored: [] },
      ...findDifference(patch, before, opportunity.values),
      ...(undone && referTo(undone)),
    };
    changes.set(id, change);
    return success({ state: 'saved', opportunity, change });
  }

  const script: Script = {
    'changes.list': () => success({ changes: [], organizations: {} }),
    'history.read': () => success({ changes: [], hasMore: false }),
    'history.fields': () => success({ changes: [], hasMore: false }),
    'damage.read': () => success({ edits: [], hasChanges: false, lost: [] }),
    'damage.dismiss': () => success(null),
    'single-keys.read': () => success(true),
    'catalog.read': () => success(view.catalog),
    'users.list': () => success([]),
    'contacts.list': () => success([]),
    'deal.open': () => success({ ...view, opportunity }),
    'deal.save': ({ id, patch }) => save(id, patch),
    'change.undo': ({ id, changeId }) => {
      const change = changes.get(changeId);
      return change ? save(id, undoOf(change.patch, change).patch, change) : failure({ kind: 'unexpected' });
    },
    // The fake background answers every save directly, so it has no stored operations.
    'operation.follow': () => success({ state: 'gone' }),
    'advice.put-off': () => success(null),
    'draft.write': () => success(null),
    'draft.remove': () => success(null),
    'search.cancel': () => success(null),
    'deals.known': () =>
      success({
        ...{ leadName: '', opportunities: [], lastUsedId: '', isKnownOnly: 'similar' },
        catalog: { pipelines: [], customFields: [], readAt: 0 },
      }),
    'tip.end': () => success(null),
    'lines.read': () => success({ unsaved: '', recent: [] }),
    'lines.write': () => success(null),
  };

  async function ask<Name extends RequestName>(
    name: Name,
    input: Input<Name>,
  ): Promise<Result<Answers[Name]>> {
    // Throws on input outside the contract, because the real background does not answer it either.
    ({ ...contentScriptRequests, ...ownPageRequests })[name].input.parse(input);
    questions.push({ name, input } as Question);
    return structuredClone(await replyTo(name, structuredClone(input)));
  }

  function replyTo<Name extends RequestName>(name: Name, input: Input<Name>): ReturnType<Reply<Name>> {
    const reply = script[name];
    if (!reply) throw new Error(`The test defines no answer to ${name}`);
    return reply(input);
  }

  function answer<Name extends RequestName>(name: Name, reply: Reply<Name>): void {
    Object.assign(script, { [name]: reply });
  }

  function asked<Name extends RequestName>(name: Name): Input<Name>[] {
    return questions.filter((question) => question.name === name).map(({ input }) => input as Input<Name>);
  }

  function hold() {
    const heldAnswers: (() => void)[] = [];
    const reply = script['deal.save'];
    answer(
      'deal.save',
      (input) =>
        new Promise((resolve) => {
          const answered = reply?.(input) ?? failure({ kind: 'unexpected' });
          heldAnswers.push(() => resolve(answered));
        }),
    );
    return { next: () => heldAnswers.shift()?.(), last: () => heldAnswers.pop()?.() };
  }

  return {
    ...{ ask, asked, answer, replyTo, hold },
    patches: () => asked('deal.save').map(({ patch }) => patch),
    answerSaves: (how) => answer('deal.save', () => success(how)),
  };
}
