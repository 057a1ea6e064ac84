import { browser } from 'wxt/browser';
import type messages from '../../public/_locales/en/messages.json';

/** Names a text in `public/_locales`. */
export type MessageName = keyof typeof messages;

/** Returns a text in the user's language, with substitutions for $1, $2 … */
export function text(name: MessageName, ...substitutions: (string | number)[]): string {
  return browser.i18n.getMessage(name, substitutions.map(String));
}
