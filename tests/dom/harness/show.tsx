import { type ComponentChildren, render } from 'preact';
import { expect, onTestFinished, vi } from 'vitest';
import { page } from 'vitest/browser';
import '../../../components/editor/editor.css';
import '../../../components/bulk/bulk.css';
import '../../../components/options/options.css';
import type { Actions } from '../../../components/editor/actions.ts';
import { DealScreen } from '../../../components/editor/DealScreen.tsx';
import { Editor } from '../../../components/editor/Editor.tsx';
import { createDealEditor } from '../../../lib/editor/deal-editor.ts';
import { createEditor } from '../../../lib/editor/editor.ts';
import type { DealView } from '../../../lib/model/deal-view.ts';
import { dealView } from '../samples/deals.ts';
import { type Background, scriptedBackground } from './scripted-background.ts';

/** What the page around the editor is asked to do, written down. */
export function recordedActions() {
  return {
    openTab: vi.fn<Actions['openTab']>(),
    openOptions: vi.fn<Actions['openOptions']>(),
    editSeveral: vi.fn<Actions['editSeveral']>(),
    askPassphrase: vi.fn<Actions['askPassphrase']>(),
    unlock: vi.fn<Actions['unlock']>(async () => ''),
    reopen: vi.fn<Actions['reopen']>(),
    refresh: vi.fn<Actions['refresh']>(),
    reload: vi.fn<Actions['reload']>(),
  };
}

/** Renders into a page that looks like the popup's, or the options page's. */
export function show(content: ComponentChildren, page: 'popup' | 'options' | 'deals' = 'popup'): void {
  document.documentElement.lang = 'en';
  document.title = 'Quick Edit for Close';
  document.body.className = page;
  const place = document.createElement('main');
  document.body.replaceChildren(place);
  render(content, place);
  onTestFinished(() => render(null, place));
}

/** Shows a deal in the editor, with a background that holds it; resolves once the editor has taken the focus. */
export async function showDeal(view: DealView = dealView()) {
  const background = scriptedBackground(view);
  const actions = recordedActions();
  const deal = createDealEditor(view, () => null, { ask: background.ask });
  show(<DealScreen deal={deal} actions={actions} />);
  await expect.poll(() => document.activeElement).not.toBe(document.body);
  return { background, deal, actions };
}

/** Shows the whole editor for a tab, as the background describes it. */
export function showEditor(background: Background) {
  const actions = recordedActions();
  const editor = createEditor(1, background.ask);
  show(<Editor editor={editor} actions={actions} />);
  return { editor, actions };
}

/** Opens the fields beyond the first view. */
export async function showAllFields(): Promise<void> {
  await page.getByRole('button', { name: 'All fields' }).click();
}
