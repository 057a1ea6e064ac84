import type { Values } from './field-value.ts';

/** A status that a deal had; `label` is what it was called then, "" if Close does not say. */
export type PastStatus = { id: string; label: string };

/** A change of a deal's status, as Close recorded it. */
export type StatusChange = {
  id: string;
  /** Epoch milliseconds. */
  at: number;
  /** Id and name of the user, "" if Close does not say. */
  userId: string;
  userName: string;
  from: PastStatus;
  to: PastStatus;
};

/** A change of a deal's fields, as Close recorded it. */
export type FieldsChange = {
  id: string;
  /** Epoch milliseconds. */
  at: number;
  /** "" if it was not made by a person. */
  userId: string;
  fields: string[];
  /** The values, as far as Close tells them; only admins see those of older changes. */
  before: Values;
  after: Values;
};

/** One answer of Close about the past of a deal, in no particular order; `hasMore` if it holds only the latest part. */
export type PastChanges<Change> = { changes: Change[]; hasMore: boolean };
