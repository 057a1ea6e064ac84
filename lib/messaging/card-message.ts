/** What the card tells the content script that holds its frame: nothing that a page could misuse. */
export type CardMessage = { card: 'close' } | { card: 'height'; pixels: number };

/** The message of a card, or undefined for anything else. */
export function readCardMessage(message: unknown): CardMessage | undefined {
  if (typeof message !== 'object' || message === null || !('card' in message)) return undefined;
  if (message.card === 'close') return { card: 'close' };
  const isHeight = message.card === 'height' && 'pixels' in message && typeof message.pixels === 'number';
  return isHeight ? { card: 'height', pixels: message.pixels as number } : undefined;
}
