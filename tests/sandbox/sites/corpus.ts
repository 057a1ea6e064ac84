import { fragments } from '../../corpus/fragments.ts';
import { peoplePages } from '../../corpus/people-pages.ts';
import { texts } from '../../corpus/texts.ts';
import { html } from '../html.ts';
import type { Reply } from '../reply.ts';
import { ids } from '../seed/ids.ts';

const documents: Record<string, { type: string; body: string }> = {
  xml: { type: 'application/xml', body: '<deals><deal>1</deal></deals>' },
  feed: { type: 'application/rss+xml', body: '<rss version="2.0"><channel/></rss>' },
  svg: { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"><text y="20">1</text></svg>' },
  sandboxed: {
    type: 'text/html',
    body: `<!doctype html><title>Frame</title><iframe sandbox srcdoc="<p>Deal ${ids.sampleDeal} here</p>"></iframe>`,
  },
  json: { type: 'application/json', body: '{"deal":1}' },
  text: { type: 'text/plain', body: 'deal 1' },
  pdf: {
    type: 'application/pdf',
    body: '%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
  },
};

/**
 * The corpus of the detection tests as pages: `/fragment/3`, `/text/5`, `/people/7`, and other documents, such as
 * `/document/xml`; any other address is an empty page.
 */
export function corpusPage(_world: unknown, path: string): Reply {
  const [, kind, place = ''] = path.split('/');
  const file = kind === 'document' && documents[place];
  if (file) return { status: 200, headers: { 'content-type': file.type }, body: file.body };
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
