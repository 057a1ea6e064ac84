import { expect, it, vi } from 'vitest';

const { documentElement, body, title } = document;
const address = location.href;
const heard = vi.fn();

it('a test listens to the page and changes it', () => {
  for (const target of [window, document]) target.addEventListener('keydown', heard);
  documentElement.dir = 'rtl';
  body.className = 'options';
  document.title = 'Changed';
  history.replaceState(null, '', '#changed');
  vi.spyOn(performance, 'now').mockReturnValue(0);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});

it('the next one finds nothing of that', () => {
  body.dispatchEvent(new KeyboardEvent('keydown', { key: 'u', bubbles: true }));
  expect(heard).not.toHaveBeenCalled();
  expect([documentElement.dir, body.className, document.title, location.href]).toEqual([
    '',
    '',
    title,
    address,
  ]);
  expect([vi.isFakeTimers(), performance.now() > 0]).toEqual([false, true]);
});
