/** An answer as it is sent. */
export type Reply = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Set if the reply already contains rate limit headers. */
  ownRateLimit?: true;
};
