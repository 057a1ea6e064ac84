import { afterEach, expect, it } from 'vitest';
import { pageScheme } from '../../../lib/in-page/page-scheme.ts';

const { documentElement: html } = document;
afterEach(() => {
  html.removeAttribute('style');
  document.body.removeAttribute('style');
});

it.each([
  ['a dark body', 'light', '', '#16181d', 'dark'],
  ['a light body in a dark system', 'light dark', '', 'rgb(250 250 250)', 'light'],
  ['a dark root behind a body without color', 'light', '#000', 'transparent', 'dark'],
  ['a nearly transparent body', 'light', 'white', 'rgb(0 0 0 / 10%)', 'light'],
  ['nothing painted, and a dark scheme of its own', 'dark', 'transparent', 'transparent', 'dark'],
  ['nothing painted, and no scheme', 'normal', 'transparent', 'transparent', 'light'],
  ['nothing painted, and the scheme of the system', 'light dark', 'transparent', 'transparent', null],
])('a page with %s', (_page, scheme, rootColor, bodyColor, expected) => {
  html.style.colorScheme = scheme;
  html.style.backgroundColor = rootColor;
  document.body.style.backgroundColor = bodyColor;
  expect(pageScheme(document)).toBe(expected);
});
