import { html } from '../html.ts';
import type { Reply } from '../reply.ts';
import { sitePage } from './layout.ts';

/** A page that mentions nothing of Close. */
export function plainPage(): Reply {
  const content = html`<h1>How to prune a pear tree</h1>
<p>Wait for a dry day in late winter. Take out dead wood and crossing branches, then step back and look at the whole tree.</p>
<p>Never take more than a quarter of the crown in one year. <a href="/tools">Tools you need</a></p>`;
  return sitePage('Garden notes', 'How to prune a pear tree', '', content);
}
