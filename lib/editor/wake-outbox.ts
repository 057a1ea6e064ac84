import { ask } from '../messaging/ask.ts';

/** While an editor is open, waiting saves go out as soon as the network is back: a sleeping worker would not notice. */
export function wakeOutboxWhenOnline(): void {
  addEventListener('online', () => void ask('outbox.drain', {}));
}
