import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import german from '../../../public/_locales/de/messages.json';
import english from '../../../public/_locales/en/messages.json';

const placeholders = ({ message }: { message: string }) => [...message.matchAll(/\$\d/g)].map(String).sort();
const shape = (catalogue: Record<string, { message: string }>) =>
  Object.fromEntries(Object.entries(catalogue).map(([name, message]) => [name, placeholders(message)]));

it('both languages have the same messages with the same placeholders', () => {
  expect(shape(german)).toEqual(shape(english));
});

it('no message is empty', () => {
  const messages = [...Object.values(german), ...Object.values(english)];
  expect(messages.filter(({ message }) => message.trim() === '')).toEqual([]);
});

it('every message is used in the code', () => {
  const files = ['wxt.config.ts', ...globSync('{components,entrypoints,lib}/**/*.{ts,tsx,html}')];
  const code = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const usedNames = new Set(code.match(/(?<=['"`]|__MSG_)[A-Za-z0-9]+(?=['"`]|__)/g));
  expect(Object.keys(english).filter((name) => !usedNames.has(name))).toEqual([]);
});
