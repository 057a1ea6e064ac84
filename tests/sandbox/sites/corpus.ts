import { fragments } from '../../corpus/fragments.ts';
import { texts } from '../../corpus/texts.ts';
import { html } from '../html.ts';
import type { Reply } from '../reply.ts';

/** The corpus of the detection tests as pages: `/fragment/3`, `/text/5`; any other address is an empty page. */
export function corpusPage(_world: unknown, path: string): Reply {
  const [, kind, place] = path.split('/');
  const markup =
    kind === 'fragment'
      ? { html: fragments[Number(place)]?.markup ?? '' }
      : html`<p>${kind === 'text' ? (texts[Number(place)]?.text ?? '') : ''}</p>`;
  const page = html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Corpus</title><body>${markup}</body></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.html };
}
