import { describe, expect, it } from 'vitest';
import { shortcutOf } from '../../../lib/surface/shortcut-of.ts';

const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

describe('shortcutOf', () => {
  it.each([
    ['US', 'u', 'KeyU', 'u'],
    ['US with caps lock', 'U', 'KeyU', 'u'],
    ['Dvorak', 'u', 'KeyF', 'u'],
    ['Dvorak', 'g', 'KeyU', 'g'],
    ['Russian', 'г', 'KeyU', 'u'],
    ['Greek', 'θ', 'KeyU', 'u'],
    ['Hebrew', 'ו', 'KeyU', 'u'],
    ['Arabic', 'ع', 'KeyU', 'u'],
    ['German', 'ü', 'BracketLeft', undefined],
    ['Turkish', 'ı', 'KeyI', undefined],
    ['US', '3', 'Digit3', '3'],
    ['number pad', '3', 'Numpad3', '3'],
    ['French', '"', 'Digit3', '3'],
    ['Arabic digits', '٣', 'Digit3', '3'],
    ['Czech', 'š', 'Digit3', '3'],
    ['US', 'Enter', 'Enter', undefined],
    ['US', 'F3', 'F3', undefined],
  ])('reads the key of a layout (%s) that writes %j at %s as %s', (_layout, key, code, expected) => {
    expect(shortcutOf({ ...none, key, code } as KeyboardEvent)).toBe(expected);
  });

  it('reads a digit typed with Shift, but not another character', () => {
    expect(shortcutOf({ ...none, shiftKey: true, key: '3', code: 'Digit3' } as KeyboardEvent)).toBe('3');
    expect(
      shortcutOf({ ...none, shiftKey: true, key: '#', code: 'Digit3' } as KeyboardEvent),
    ).toBeUndefined();
  });

  it.each(['ctrlKey', 'metaKey', 'altKey'])('reads nothing together with %s', (modifier) => {
    const event = { ...none, [modifier]: true, key: 'u', code: 'KeyU' } as unknown as KeyboardEvent;
    expect(shortcutOf(event)).toBeUndefined();
  });
});
