/** What the card tells the content script that holds its frame. */
export type CardMessage = { card: 'close' } | { card: 'reopen' } | { card: 'height'; pixels: number };

/** What a content script is told: nothing that a page could misuse. `look`: what the page names, or what the chip says, may have changed. */
export type PageMessage = CardMessage | { look: true };

/** The message to a content script, or undefined for anything else. */
export function readPageMessage(message: unknown): PageMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  if ('look' in message) return { look: true };
  if (!('card' in message)) return undefined;
  if (message.card === 'close' || message.card === 'reopen') return { card: message.card };
  const isHeight = message.card === 'height' && 'pixels' in message && typeof message.pixels === 'number';
  return isHeight ? { card: 'height', pixels: message.pixels as number } : undefined;
}
