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

/** Returns mock functions for the actions that the editor requests from its page. */
export function recordedActions() {
  return {
    openTab: vi.fn<Actions['openTab']>(),
    openOptions: vi.fn<Actions['openOptions']>(),
    openRecentChanges: vi.fn<Actions['openRecentChanges']>(),
    newQuickAction: vi.fn<Actions['newQuickAction']>(),
    editSeveral: vi.fn<Actions['editSeveral']>(),
    openMyDeals: vi.fn<Actions['openMyDeals']>(),
    allowAccess: vi.fn<Actions['allowAccess']>(async () => false),
    askPassphrase: vi.fn<Actions['askPassphrase']>(),
    unlock: vi.fn<Actions['unlock']>(async () => ''),
    reopen: vi.fn<Actions['reopen']>(),
    refresh: vi.fn<Actions['refresh']>(),
    listCommandKeys: vi.fn<Actions['listCommandKeys']>(async () => [
      { name: 'Open Quick Edit', shortcut: 'Alt+Shift+E' },
      { name: 'Quick action 1', shortcut: '' },
    ]),
    reload: vi.fn<Actions['reload']>(),
    updateExtension: vi.fn<Actions['updateExtension']>(),
    openBrowserUpdate: vi.fn<Actions['openBrowserUpdate']>(),
  };
}

/** Renders content with the styles of the popup, the options page or bulk edit. */
export function show(content: ComponentChildren, page: 'popup' | 'options' | 'deals' = 'popup'): void {
  document.documentElement.lang = 'en';
  document.title = 'Quick Edit for Close';
  document.body.className = page;
  const main = document.createElement('main');
  document.body.replaceChildren(main);
  render(content, main);
  onTestFinished(() => render(null, main));
}

/** Shows a deal in the editor with a fake background. Resolves once the editor has the focus. */
export async function showDeal(view: DealView = dealView()) {
  const background = scriptedBackground(view);
  const actions = recordedActions();
  const deal = createDealEditor(view, () => null, { ask: background.ask });
  show(<DealScreen deal={deal} actions={actions} />);
  await expect.poll(() => document.activeElement).not.toBe(document.body);
  return { background, deal, actions };
}

/** Shows the whole editor for tab 1 with this background. */
export function showEditor(background: Background) {
  const actions = recordedActions();
  const editor = createEditor(1, background.ask);
  show(<Editor editor={editor} actions={actions} />);
  return { editor, actions };
}

/** Opens "All fields". */
export async function showAllFields(): Promise<void> {
  await page.getByRole('button', { name: 'All fields' }).click();
}
