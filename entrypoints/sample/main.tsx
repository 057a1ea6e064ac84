import { signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Editor } from '../../components/editor/Editor.tsx';
import '../../components/editor/editor.css';
import { SampleBanner } from '../../components/sample/SampleBanner.tsx';
import { openSurface } from '../../components/ui/surface.tsx';
import { createEditor } from '../../lib/editor/editor.ts';
import { createSampleBackground, samplePages } from '../../lib/sample/sample-background.ts';
import { ignoreRepeatedPress } from '../../lib/surface/ignore-repeated-press.ts';
import { doorActions } from '../../lib/surface/surface-actions.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';

const pages: { id: number; name: MessageName }[] = [
  { id: samplePages.oneDeal, name: 'sampleOneDeal' },
  { id: samplePages.severalDeals, name: 'sampleSeveralDeals' },
  { id: samplePages.noDeal, name: 'sampleNoDeal' },
];
const shown = signal(pages[0]?.id ?? 0);
const message = signal('');

const surface = openSurface('sample');
document.documentElement.lang = text('language');
document.title = `${text('trySample')} · ${text('product')}`;

const editor = createEditor(shown.value, createSampleBackground());

function notInSample(): void {
  message.value = text('notInSample');
}

function showPage(id: number): void {
  shown.value = id;
  message.value = '';
  void editor.follow(id);
}

const about = document.getElementById('about');
if (about)
  render(
    <SampleBanner
      {...{ pages, shown, message }}
      onShow={showPage}
      onConnect={() => void browser.runtime.openOptionsPage()}
    />,
    about,
  );
ignoreRepeatedPress();
surface.show(
  <Editor
    editor={editor}
    actions={{
      ...doorActions(editor),
      openTab: notInSample,
      editSeveral: notInSample,
      openMyDeals: notInSample,
      openRecentChanges: notInSample,
      newQuickAction: notInSample,
    }}
  />,
);
void editor.open();
