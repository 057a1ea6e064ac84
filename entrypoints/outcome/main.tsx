import { browser } from 'wxt/browser';
import '../../components/ui/outcome.css';
import { OutcomeNote } from '../../components/ui/OutcomeNote.tsx';
import { openSurface } from '../../components/ui/surface.tsx';
import { givenTabId } from '../../lib/popup-cache/popup-start.ts';
import { intent, offeredIntent, outcome } from '../../lib/storage/items.ts';
import { editorSize } from '../../lib/surface/editor-size.ts';
import { text } from '../../lib/wording/text.ts';

const surface = openSurface('outcome');
document.documentElement.lang = text('language');

/** Shows how the last command in a tab ended, where neither the page nor a toolbar can say it. */
async function start(): Promise<void> {
  const tabId = givenTabId() ?? browser.tabs.TAB_ID_NONE;
  const shown = await outcome(tabId).read();
  if (!shown) return window.close();
  surface.show(
    <OutcomeNote outcome={shown} copy={() => copy(shown.copied)} openEditor={() => void openEditor(tabId)} />,
  );
}

async function copy(words: string): Promise<boolean> {
  return navigator.clipboard.writeText(words).then(
    () => true,
    () => false,
  );
}

async function openEditor(tabId: number): Promise<void> {
  const offered = await offeredIntent(tabId).read();
  if (offered) await intent(tabId).write(offered);
  const url = browser.runtime.getURL(`/popup.html?tabId=${tabId}`);
  await browser.windows.create({ url, type: 'popup', ...editorSize });
  window.close();
}

void start();
