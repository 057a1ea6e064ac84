import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { Editor } from '../../../components/editor/Editor.tsx';
import { createEditor } from '../../../lib/editor/editor.ts';
import { success } from '../../../lib/model/result.ts';
import { recordedActions, show } from '../harness/show.tsx';
import { backgroundOf, deals, idOf, lead } from '../samples/editors.ts';

const idsOf = (count: number) => Array.from({ length: count }, (_none, index) => idOf('oppo', index + 1));
const references = idsOf(50).map((id) => ({ kind: 'opportunity', id, foundIn: 'text' }) as const);
const askedAbout = backgroundOf({});
askedAbout.answer('site.visit', () => success(true));
const site = {
  ...{
    name: signal('mail.example.com'),
    site: signal('https://mail.example.com/*'),
    visit: crypto.randomUUID(),
    add() {},
  },
  ask: askedAbout.ask,
};

it.each([
  ['a deal', backgroundOf({ references: [lead] }, deals(1)), '.scroll'],
  ['the deals of a lead', backgroundOf({ references: [lead] }, deals(30)), '.deals'],
  ['the ids of a page', backgroundOf({ references }), '.deals'],
])('the popup stays within 600 px and shows %s despite long notices', async (_shown, background, part) => {
  const edits = idsOf(12).map((id) => ({ id, leadName: 'Halden Foods' }));
  background.answer('damage.read', () => success({ edits, hasChanges: true, lost: ['local:pins'] }));
  const editor = createEditor(1, background.ask);
  show(<Editor editor={editor} actions={{ ...recordedActions(), site }} />);
  await editor.open();
  await expect.element(page.getByRole('button', { name: 'Dismiss' })).toBeVisible();
  await expect.poll(() => document.querySelector<HTMLElement>(part)?.offsetHeight).toBeGreaterThan(150);
  expect(document.querySelector('main')?.scrollHeight).toBeLessThanOrEqual(600);
});
