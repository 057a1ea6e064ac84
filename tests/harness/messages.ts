import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageName } from '../../lib/wording/text.ts';
import { root } from './root.ts';

/** Returns a function that returns a text of the extension in a language, without its placeholders filled in. */
export function messagesOf(language: 'en' | 'de'): (name: MessageName) => string {
  const file = join(root, 'public/_locales', language, 'messages.json');
  const messages: Record<string, { message: string }> = JSON.parse(readFileSync(file, 'utf8'));
  return (name) => messages[name]?.message ?? '';
}
