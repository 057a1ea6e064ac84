const stepPixels = 24;
const steps: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-stepPixels, 0],
  ArrowRight: [stepPixels, 0],
  ArrowUp: [0, -stepPixels],
  ArrowDown: [0, stepPixels],
};

/** Lets `handle` move `element` over the window, by pointer and by arrow keys, never out of it. */
export function makeMovable(element: HTMLElement, handle: HTMLElement): void {
  function moveBy(x: number, y: number): void {
    const { left, top, width, height } = element.getBoundingClientRect();
    const movedTop = within(top + y, innerHeight - height);
    Object.assign(element.style, {
      inset: 'auto',
      left: `${within(left + x, innerWidth - width)}px`,
      top: `${movedTop}px`,
      // It grows downwards, as far as the window reaches.
      maxHeight: `${innerHeight - movedTop}px`,
    });
  }
  handle.addEventListener('pointerdown', ({ pointerId }) => handle.setPointerCapture(pointerId));
  handle.addEventListener('pointermove', ({ pointerId, movementX, movementY }) => {
    if (handle.hasPointerCapture(pointerId)) moveBy(movementX, movementY);
  });
  handle.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    moveBy(...step);
  });
}

function within(position: number, most: number): number {
  return Math.max(0, Math.min(position, most));
}
