import type { Frame, Keyboard, Page } from 'puppeteer-core';
import type { Change } from '../../lib/model/change.ts';
import { byRole, said } from './accessible.ts';
import { puts, type Story } from './story.ts';
import { waitFor } from './wait-for.ts';

/** An editor and the keyboard that reaches it. */
export type TypedInto = { editor: Page | Frame; keyboard: Keyboard };

/** Types a line by keyboard alone, from where the focus is when a deal opens. */
export async function typeLine({ editor, keyboard }: TypedInto, line: string): Promise<void> {
  await keyboard.press('/');
  // Only what reads the line says whether it is valid.
  await waitFor('the line to be read', () => editor.$('[aria-label="Type a change"][aria-invalid]:focus'));
  await keyboard.type(line);
}

/** Waits until the list "Changes" shows this many fields, and returns their sentences. */
export async function shownChanges({ editor }: TypedInto, count: number): Promise<string[]> {
  return waitFor(`${count} changes`, async () => {
    const items = await editor.$$eval('[aria-label=Changes] li', (all) =>
      all.map(({ textContent }) => textContent ?? ''),
    );
    return items.length === count ? items : null;
  });
}

/** Returns the text of the line. */
export function lineText({ editor }: TypedInto): Promise<string> {
  return editor.$eval('[aria-label="Type a change"]', (input) => (input as HTMLInputElement).value);
}

/** Presses Tab until a control with this role and name has the focus, like a user without a mouse. */
export async function tabTo({ editor, keyboard }: TypedInto, role: string, name: string): Promise<void> {
  const control = await byRole(editor, role, name);
  const isFocused = () => control.evaluate((element) => element === document.activeElement);
  await waitFor(`${role} "${name}" to be reached`, async () => {
    if (await isFocused()) return true;
    await keyboard.press('Tab');
    return isFocused();
  });
}

/** Waits for these words in the status bar. */
export async function untilSaid({ editor }: TypedInto, words: string): Promise<void> {
  await waitFor(`"${words}"`, async () => (await said(editor, 'status')).includes(words));
}

/** Returns the patches of the recent changes on this device, latest first. */
async function recentPatches({ editor }: TypedInto): Promise<unknown[]> {
  const asked = "chrome.runtime.sendMessage({ name: 'changes.list', input: {} })";
  const changes = await editor.evaluate(`${asked}.then(({ value }) => value.changes)`);
  return (changes as Change[]).map(({ patch }) => patch);
}

/** Runs a step that saves, and returns what it added: the bodies of PUTs, the recent changes and the buttons "Undo". */
export async function savedBy(story: Story, into: TypedInto, step: () => Promise<unknown>) {
  const before = (await recentPatches(into)).length;
  const sent = puts(story).length;
  await step();
  await waitFor('the button "Undo"', () => into.editor.$('aria/Undo[role="button"]'));
  const entries = await recentPatches(into);
  return {
    bodies: puts(story)
      .slice(sent)
      .map(({ body }) => body),
    entries: entries.slice(0, entries.length - before),
    undoButtons: (await into.editor.$$('aria/Undo[role="button"]')).length,
  };
}

/** Expresses what one save of a patch adds. */
export const once = (patch: unknown) => ({ bodies: [patch], entries: [patch], undoButtons: 1 });
