import { h, render } from 'preact';

/** Renders the smallest possible popup with Preact. */
const app = document.getElementById('app');
if (app) render(h('button', { type: 'button' }, 'Ready'), app);
