/** Message from the background to its own pages: what the `editor.open` request with this id waits for. */
export type OpeningProgress = { opening: string; waitsFor: 'page' | 'close' };

/** Parses a message to the extension's own pages; returns undefined for anything else. */
export function readProgress(message: unknown): OpeningProgress | undefined {
  if (typeof message !== 'object' || message === null || !('opening' in message)) return undefined;
  return message as OpeningProgress;
}
