import { html, jsonForScript } from '../html.ts';
import type { Reply } from '../reply.ts';
import { sitePage } from './layout.ts';

const STYLE = `.inbox{display:grid;grid-template-columns:260px 1fr;gap:28px}.rows{height:300px;overflow:auto;position:relative}
.row{position:absolute;left:0;right:0;height:36px;padding:8px 0;border:0;border-bottom:1px solid #eceef2;background:none;text-align:left;font:inherit}`;

const own = { name: 'Ana Ruiz', email: 'ana.ruiz@alder-finch.example.com' };
const senders = [
  { name: 'Lena Marlow', email: 'lena.marlow@customer.example.com', subject: 'Quote for two sorting arms' },
  { name: 'Pia Halden', email: 'pia.halden@customer.example.com', subject: 'Renewal of the shop displays' },
  { name: 'Build Robot', email: 'noreply@builds.example.com', subject: 'Your build has passed' },
  { name: 'Otto Weber', email: 'otto.weber@elsewhere.example.com', subject: 'Invitation to the spring fair' },
];

// Draws the rows in sight only, and the open message in a reading pane. `#quiet` messages do not change the address.
const SCRIPT = `
const rows = document.querySelector('.rows'), pane = document.querySelector('article');
const messages = Array.from({ length: 200 }, (_, index) => ({ index, ...senders[index % senders.length] }));
function drawRows() {
  const first = Math.floor(rows.scrollTop / 36);
  rows.replaceChildren(Object.assign(document.createElement('div'), { style: 'height:' + 36 * messages.length + 'px' }),
    ...messages.slice(first, first + 9).map((message) => {
      const row = Object.assign(document.createElement('button'), { className: 'row', textContent: message.name + ': ' + message.subject });
      row.style.top = 36 * message.index + 'px';
      row.onclick = () => { location.hash = 'message/' + message.index; };
      return row;
    }));
}
function person({ name, email }) {
  const span = Object.assign(document.createElement('span'), { textContent: name });
  span.setAttribute('email', email);
  return span;
}
window.drawMessage = (index) => {
  const message = messages[index];
  const line = (word, who) => { const p = document.createElement('p'); p.append(word, person(who)); return p; };
  pane.replaceChildren(Object.assign(document.createElement('h2'), { textContent: message.subject }),
    line('From ', message), line('To ', own),
    Object.assign(document.createElement('p'), { textContent: 'Hello Ana, thank you for the call this morning.' }));
  document.title = message.subject + ' - Letterbox';
};
const follow = () => { const found = /message\\/(\\d+)/.exec(location.hash); if (found) drawMessage(Number(found[1])); };
addEventListener('hashchange', follow); rows.addEventListener('scroll', drawRows); drawRows(); follow();`;

/** A mailbox in one page: a list of which only the rows in sight exist, and a reading pane that names sender and recipient. */
export function webmailPage(): Reply {
  const data = html`const senders = ${jsonForScript(senders)}, own = ${jsonForScript(own)};`;
  const content = html`<h1>Letterbox</h1><div class="inbox"><nav class="rows" aria-label="Inbox"></nav><article></article></div>
<script>${data}${{ html: SCRIPT }}</script>`;
  return sitePage('Letterbox', 'Letterbox', STYLE, content);
}
