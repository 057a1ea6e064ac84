/** Message from the card to the content script that owns its frame. */
export type CardMessage = { card: 'close' } | { card: 'reopen' } | { card: 'height'; pixels: number };

/** Message to a content script, safe for pages. `look`: the page's references or the chip's text may have changed. */
export type PageMessage = CardMessage | { look: true };

/** Parses a message to a content script; returns undefined for anything else. */
export function readPageMessage(message: unknown): PageMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  if ('look' in message) return { look: true };
  if (!('card' in message)) return undefined;
  if (message.card === 'close' || message.card === 'reopen') return { card: message.card };
  const isHeight = message.card === 'height' && 'pixels' in message && typeof message.pixels === 'number';
  return isHeight ? { card: 'height', pixels: message.pixels as number } : undefined;
}
