/** An unsent edit older than this becomes a draft again: nobody expects it to be written any more. */
export const operationLifetimeMs = 24 * 60 * 60 * 1000;
