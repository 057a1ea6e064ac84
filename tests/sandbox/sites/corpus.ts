import { fragments } from '../../corpus/fragments.ts';
import { peoplePages } from '../../corpus/people-pages.ts';
import { texts } from '../../corpus/texts.ts';
import { html } from '../html.ts';
import type { Reply } from '../reply.ts';

/** The corpus of the detection tests as pages: `/fragment/3`, `/text/5`, `/people/7`; any other address is an empty page. */
export function corpusPage(_world: unknown, path: string): Reply {
  const [, kind, place] = path.split('/');
  const markup =
    kind === 'fragment'
      ? { html: fragments[Number(place)]?.markup ?? '' }
      : kind === 'people'
        ? { html: peoplePages[Number(place)]?.markup ?? '' }
        : html`<p>${kind === 'text' ? (texts[Number(place)]?.text ?? '') : ''}</p>`;
  const person = kind === 'people' ? peoplePages[Number(place)] : undefined;
  const page = html`<!doctype html><html lang="en"><meta charset="utf-8"><title>${person?.title ?? 'Corpus'}</title><body>${markup}</body></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.html };
}
