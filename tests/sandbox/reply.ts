/** What goes back over the wire. */
export type Reply = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Set where the reply already carries the rate limit it wants to tell. */
  ownRateLimit?: true;
};
