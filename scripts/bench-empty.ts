import { h, render } from 'preact';

/** The least that a popup made with Preact can be. */
const place = document.getElementById('app');
if (place) render(h('button', { type: 'button' }, 'Ready'), place);
