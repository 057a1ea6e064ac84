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
import { findDifference, undoOf } from '../../../lib/opportunity/undo.ts';
import { applyPatch } from '../../../lib/opportunity/values.ts';

type Reply<Name extends RequestName> = (
  input: Input<Name>,
) => Result<Answers[Name]> | Promise<Result<Answers[Name]>>;
type Script = { [Name in RequestName]?: Reply<Name> };
type Question = { [Name in RequestName]: { name: Name; input: Input<Name> } }[RequestName];

/** A background of the test's own: it keeps one deal, writes down what it is asked and can be told what to answer. */
export type Background = {
  ask: typeof askBackground;
  /** Everything that was asked under a name, oldest first. */
  asked<Name extends RequestName>(name: Name): Input<Name>[];
  /** What every save carried, oldest first. */
  patches(): Patch[];
  answer<Name extends RequestName>(name: Name, reply: Reply<Name>): void;
  /** What a request would be answered with now; it is not written down. */
  replyTo<Name extends RequestName>(name: Name, input: Input<Name>): ReturnType<Reply<Name>>;
  /** Saves end like this from now on. */
  answerSaves(answer: SaveAnswer): void;
  /** Keeps answers back until `next` lets the oldest one go. */
  hold(name: 'deal.save'): { next(): void };
};

/** A background that holds this deal and saves whatever it is given. */
export function scriptedBackground(view: DealView): Background {
  const questions: Question[] = [];
  const changes = new Map<string, Change>();
  let opportunity: Opportunity = view.opportunity;

  function save(id: string, patch: Patch): Result<SaveAnswer> {
    const before = opportunity.values;
    opportunity = { ...opportunity, values: { ...before, ...applyPatch(patch, before) } };
    const { id: opportunityId, organizationId, leadName } = opportunity;
    const change: Change = {
      ...{ id, opportunityId, organizationId, leadName, patch, at: Date.now(), how: 'saved', ignored: [] },
      ...findDifference(patch, before, opportunity.values),
    };
    changes.set(id, change);
    return success({ state: 'saved', opportunity, change });
  }

  const script: Script = {
    'changes.list': () => success({ changes: [], organizations: {} }),
    'damage.read': () => success({ edits: [], hasChanges: false, lost: [] }),
    'damage.dismiss': () => success(null),
    'catalog.read': () => success(view.catalog),
    'users.list': () => success([]),
    'contacts.list': () => success([]),
    'deal.open': () => success({ ...view, opportunity }),
    'deal.save': ({ id, patch }) => save(id, patch),
    'change.undo': ({ id, changeId }) => {
      const change = changes.get(changeId);
      return change ? save(id, undoOf(change.patch, change).patch) : failure({ kind: 'unexpected' });
    },
    // Nothing is written down that was not answered.
    'operation.follow': () => success({ state: 'gone' }),
    'draft.write': () => success(null),
    'draft.remove': () => success(null),
  };

  async function ask<Name extends RequestName>(
    name: Name,
    input: Input<Name>,
  ): Promise<Result<Answers[Name]>> {
    // What does not fit the contract gets no answer from the real one either.
    ({ ...contentScriptRequests, ...ownPageRequests })[name].input.parse(input);
    questions.push({ name, input } as Question);
    return structuredClone(await replyTo(name, structuredClone(input)));
  }

  function replyTo<Name extends RequestName>(name: Name, input: Input<Name>): ReturnType<Reply<Name>> {
    const reply = script[name];
    if (!reply) throw new Error(`Nobody said how to answer ${name}`);
    return reply(input);
  }

  function answer<Name extends RequestName>(name: Name, reply: Reply<Name>): void {
    Object.assign(script, { [name]: reply });
  }

  function asked<Name extends RequestName>(name: Name): Input<Name>[] {
    return questions.filter((question) => question.name === name).map(({ input }) => input as Input<Name>);
  }

  function hold() {
    const held: (() => void)[] = [];
    const reply = script['deal.save'];
    answer(
      'deal.save',
      (input) =>
        new Promise((resolve) => {
          held.push(() => resolve(reply?.(input) ?? failure({ kind: 'unexpected' })));
        }),
    );
    return { next: () => held.shift()?.() };
  }

  return {
    ...{ ask, asked, answer, replyTo, hold },
    patches: () => asked('deal.save').map(({ patch }) => patch),
    answerSaves: (how) => answer('deal.save', () => success(how)),
  };
}
