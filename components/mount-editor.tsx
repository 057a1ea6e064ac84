import { render } from 'preact';
import './editor.css';
import type { Editor as Model } from '../lib/editor/editor.ts';
import { ignoreRepeatedPress } from '../lib/surface/ignore-repeated-press.ts';
import type { Actions } from './actions.ts';
import { Editor } from './Editor.tsx';

/** Shows an editor in the page that is its door: popup, side panel or card, which all have the same empty frame. */
export function mountEditor(editor: Model, actions: Actions): void {
  ignoreRepeatedPress();
  const place = document.getElementById('app');
  // What stood there until now would stay below whatever is no paragraph like it.
  place?.replaceChildren();
  if (place) render(<Editor editor={editor} actions={actions} />, place);
}
