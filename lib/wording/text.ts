import { browser } from 'wxt/browser';
import type messages from '../../public/_locales/en/messages.json';

/** The name of a text in the message catalogue, `public/_locales`. */
export type MessageName = keyof typeof messages;

/** A text of the user's language. Substitutions stand for $1, $2 … */
export function text(name: MessageName, ...substitutions: (string | number)[]): string {
  return browser.i18n.getMessage(name, substitutions.map(String));
}
