import './editor.css';
import { effect } from '@preact/signals';
import type { Editor as Model } from '../../lib/editor/editor.ts';
import { ignoreRepeatedPress } from '../../lib/surface/ignore-repeated-press.ts';
import { ignoreUnintendedInput } from '../../lib/surface/ignore-unintended-input.ts';
import { loadParts } from '../ui/load-later.tsx';
import type { Surface } from '../ui/surface.tsx';
import type { Actions } from './actions.ts';
import { Editor } from './Editor.tsx';

/** Mounts the editor in the popup, side panel or card, whose HTML has the same empty frame. */
export function mountEditor(surface: Surface, editor: Model, actions: Actions): void {
  ignoreRepeatedPress();
  ignoreUnintendedInput(editor);
  surface.show(<Editor editor={editor} actions={actions} />);
  loadPartsBehind(editor);
}

/** Loads the other parts, so that each dialog opens without a delay; not while the first screen waits for its answer. */
function loadPartsBehind({ screen }: Model): void {
  let isBegun = false;
  effect(() => {
    if (isBegun || screen.value.name === 'opening') return;
    isBegun = true;
    requestIdleCallback(() => void loadParts(), { timeout: 1_000 });
  });
}
