/** Age after which an unsent edit becomes a draft again, because the user no longer expects it to be written. */
export const operationLifetimeMs = 24 * 60 * 60 * 1000;
