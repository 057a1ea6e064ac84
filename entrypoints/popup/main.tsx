import { render } from 'preact';
import { browser } from 'wxt/browser';
import '../../components/editor.css';
import { Editor } from '../../components/Editor.tsx';
import { createEditor } from '../../lib/editor/editor.ts';
import { ask } from '../../lib/messaging/ask.ts';

document.documentElement.lang = browser.i18n.getUILanguage();

/** The tab that is edited: the one in the address where the popup stands in a tab itself, else the active one. */
async function tabOfInterest(): Promise<number> {
  const asked = new URLSearchParams(location.search).get('tabId');
  if (asked !== null) return Number(asked);
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? browser.tabs.TAB_ID_NONE;
}

async function start(): Promise<void> {
  const tabId = await tabOfInterest();
  const editor = createEditor(tabId, ask);
  const actions = {
    openTab: (address: string) => void browser.tabs.create({ url: address }),
    openOptions: () => void browser.runtime.openOptionsPage(),
    reopen: () => void editor.open(),
    refresh: () => void editor.refresh(),
    reload: () => location.reload(),
  };
  // What is shown belongs to the page as it is now: a new address is a new question.
  browser.tabs.onUpdated.addListener((changed, { url }) => {
    if (changed === tabId && url !== undefined) void editor.open();
  });
  addEventListener('online', () => void ask('outbox.drain', {}));
  const place = document.getElementById('app');
  if (place) render(<Editor editor={editor} actions={actions} />, place);
  await editor.open();
}

void start();
