import { html } from '../html.ts';
import type { Reply } from '../reply.ts';
import { ids } from '../seed/ids.ts';
import type { World } from '../types.ts';
import { sitePage } from './layout.ts';

const CANVAS_STYLE = `main{max-width:none}canvas{border:1px solid #dde1e7}#formula{border:1px solid #dde1e7;padding:4px 8px;min-height:30px}`;

// Draws the cells as pictures of their text; only the text of the selected cell is in the page.
const CANVAS_SCRIPT = `
const canvas = document.querySelector('canvas'), formula = document.querySelector('#formula'), pen = canvas.getContext('2d');
const height = 28;
let cells = [];
pen.font = '13px sans-serif';
window.selectCell = (row) => { formula.textContent = cells[row]; };
canvas.onclick = (event) => selectCell(Math.floor(event.offsetY / height));
fetch('/cells').then((answer) => answer.json()).then((loaded) => {
  cells = loaded;
  cells.forEach((cell, row) => pen.fillText(cell, 8, row * height + 19));
  selectCell(0);
});`;

/** A document to sign, whose signers are named by their addresses. */
export function signingPage(): Reply {
  const content = html`<h1>Order form, sorting arms</h1><p class="muted">Waiting for 1 of 2 signatures</p><ol aria-label="Signers">
<li>Ana Ruiz <span class="muted">(ana.ruiz@alder-finch.example.com)</span> signed</li>
<li>Mara Tillbury <span class="muted">(mara.tillbury@customer.example.com)</span> has not signed yet</li></ol>
<p class="muted">Sent by noreply@signing.example.com</p>`;
  return sitePage('Signatures', 'Order form, sorting arms', '', content);
}

/** A sheet drawn on a canvas: only the text of the selected cell is in the page, in the formula bar. */
export function canvasSheetPage(_world: World, path: string): Reply {
  if (path === '/cells') {
    const cells = ['Deal of the week', ids.deals.euro, ids.sampleDeal, 'pia.halden@customer.example.com'];
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(cells) };
  }
  const content = html`<h1>Drawn plan</h1><p id="formula" role="textbox" aria-label="Formula bar"></p><canvas width="700" height="120"></canvas>
<script>${{ html: CANVAS_SCRIPT }}</script>`;
  return sitePage('Drawn sheets', 'Drawn plan', CANVAS_STYLE, content);
}
