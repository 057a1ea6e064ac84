import * as z from 'zod/mini';
import { canonicalJson } from '../base/canonical-json.ts';
import type { Connection } from '../model/connection.ts';
import { maxQuickActions, type QuickAction } from '../model/quick-action.ts';
import type { ActionCatalog, Mismatch } from './apply-action.ts';
import { checkAction } from './check-action.ts';
import { readAction } from './own-action.ts';

const format = 'quick-edit-for-close/quick-actions';
const version = 1;

const fileSchema = z.object({
  format: z.literal(format),
  version: z.number(),
  actions: z.array(z.unknown()),
});

/** Reasons why a file of quick actions cannot be read; each has its own sentence. */
export type FileProblem = 'not-ours' | 'too-new' | 'nothing-in-it';

/** Holds one action of a file before it is added, whether it fits, and whether it exists already. */
export type Candidate = { action: QuickAction; mismatch: Mismatch | undefined; isKnown: boolean };

/** Returns the user's own quick actions as the text of a file, without customer data or keys. */
export function writeActionFile(actions: readonly QuickAction[]): string {
  return `${JSON.stringify({ format, version, actions }, null, 2)}\n`;
}

/**
 * Reads the actions of a file. Checks each and gives it a new id, so that it replaces no other one. `unreadable` counts
 * the entries that are no quick actions.
 */
export function readActionFile(
  content: string,
  own: readonly QuickAction[],
  catalog: ActionCatalog,
  connection: Connection,
): { candidates: Candidate[]; unreadable: number } | { problem: FileProblem } {
  const file = fileSchema.safeParse(parseJson(content));
  if (!file.success) return { problem: 'not-ours' };
  if (file.data.version > version) return { problem: 'too-new' };
  const read = file.data.actions.slice(0, maxQuickActions).flatMap((each) => readAction(each) ?? []);
  if (read.length === 0) return { problem: 'nothing-in-it' };
  const candidates = read.map((action) => ({
    action: { ...action, id: crypto.randomUUID() },
    mismatch: checkAction(action, catalog, connection),
    isKnown: own.some((each) => isSameAction(each, action)),
  }));
  return { candidates, unreadable: file.data.actions.length - read.length };
}

function isSameAction({ id: _one, ...first }: QuickAction, { id: _other, ...second }: QuickAction): boolean {
  return first.name === second.name && canonicalJson(first) === canonicalJson(second);
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
