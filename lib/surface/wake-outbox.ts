import { ask } from '../messaging/ask.ts';

/** While a page of the extension is open, waiting saves go out as soon as the network is back: a sleeping worker would not notice. */
export function wakeOutboxWhenOnline(): void {
  addEventListener('online', () => void ask('outbox.drain', {}));
}
