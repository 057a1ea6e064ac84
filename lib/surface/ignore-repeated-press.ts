const repeatMs = 300;
const sameSpotPixels = 10;
// A click in a text field chooses nothing: it only places the caret.
const textFields = 'textarea, input:not([type="checkbox"], [type="radio"])';

/**
 * Lets a second click on the same spot within 300 ms change nothing, because what lies under the pointer may have
 * changed with the first one. Keys, and presses of assistive technology, are no pointer clicks and always count.
 */
export function ignoreRepeatedPress(): void {
  let previous: { x: number; y: number; at: number } | undefined;
  document.addEventListener(
    'click',
    (event) => {
      if (event.detail === 0) return;
      if (event.target instanceof Element && event.target.matches(textFields)) return;
      const { screenX: x, screenY: y, timeStamp: at } = event;
      const isRepeated =
        previous !== undefined &&
        at - previous.at < repeatMs &&
        Math.hypot(x - previous.x, y - previous.y) <= sameSpotPixels;
      if (isRepeated) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else previous = { x, y, at };
    },
    { capture: true },
  );
}
