/** Message from the card to the content script that owns its frame. */
export type CardMessage = { card: 'close' } | { card: 'reopen' } | { card: 'height'; pixels: number };

/** What the chip of a page shows. */
export type ChipState = {
  /** Text after "Edit deal", "" if there is none, null to hide the chip. */
  chip: string | null;
  /** False if the extension no longer runs on this site. */
  isWelcome: boolean;
};

/** Message to a content script, safe for pages. A chip belongs to the page at `address`. */
export type PageMessage = CardMessage | (ChipState & { address: string });

/** Parses a message to a content script; returns undefined for anything else. */
export function readPageMessage(message: unknown): PageMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  if ('chip' in message) return message as ChipState & { address: string };
  if (!('card' in message)) return undefined;
  if (message.card === 'close' || message.card === 'reopen') return { card: message.card };
  const isHeight = message.card === 'height' && 'pixels' in message && typeof message.pixels === 'number';
  return isHeight ? { card: 'height', pixels: message.pixels as number } : undefined;
}
