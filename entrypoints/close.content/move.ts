const stepPixels = 24;
const steps: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-stepPixels, 0],
  ArrowRight: [stepPixels, 0],
  ArrowUp: [0, -stepPixels],
  ArrowDown: [0, stepPixels],
};

/** Lets `handle` move `element` by pointer and arrow keys, within the window. */
export function makeMovable(element: HTMLElement, handle: HTMLElement): void {
  function moveBy(x: number, y: number): void {
    const box = element.getBoundingClientRect();
    const movedTop = within(box.top + y, innerHeight - box.height);
    Object.assign(element.style, {
      inset: 'auto',
      left: `${within(box.left + x, innerWidth - box.width)}px`,
      top: `${movedTop}px`,
      // The element grows downward, as far as the bottom of the window.
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

function within(position: number, max: number): number {
  return Math.max(0, Math.min(position, max));
}
