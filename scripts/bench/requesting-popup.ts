import { h, render } from 'preact';

/** Renders the smallest possible popup with Preact, once Close has answered one request. */
const address = new URLSearchParams(location.search).get('request') ?? '';
void fetch(address, { cache: 'no-store' }).then(() => {
  const app = document.getElementById('app');
  if (app) render(h('button', { type: 'button' }, 'Ready'), app);
});
