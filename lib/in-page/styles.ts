/**
 * Colors and button styles of all elements in a page. Those of the host are important, because the page's own rules for the
 * element would otherwise win.
 */
export const commonStyles = `
:host {
  all: initial !important;
  color-scheme: light dark !important;
  --bg: light-dark(#fff, #1b1d22);
  --sunk: light-dark(#f5f6f8, #24272e);
  --line: light-dark(#d5dae3, #363b45);
  --ink: light-dark(#16181d, #eceef2);
  --muted: light-dark(#5b6370, #a0a8b5);
  --accent: light-dark(#3454d1, #8fa6ff);
  --shadow: 0 4px 14px rgb(16 24 40 / 17%);
}
button {
  border: 0;
  padding: 0;
  background: none;
  color: inherit;
  font: inherit;
  cursor: pointer;
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 1px;
}
`;

/**
 * Styles of chip and card, in a closed shadow root that keeps them apart from the page's styles: above the page's content,
 * below its dialogs. The card is anchored by its top, with room below for its full height, because a card that grew upwards
 * would move under the pointer.
 */
export const styles = `${commonStyles}
.chip, .card {
  position: fixed;
  inset-inline-end: 16px;
  z-index: 90;
  border: 1px solid var(--line);
  background: var(--bg);
  color: var(--ink);
  font: 600 13px/1.4 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  box-shadow: var(--shadow);
}
.chip {
  bottom: 16px;
  display: flex;
  align-items: center;
  border-radius: 999px;
}
.chip button {
  max-width: 340px;
  padding: 5px 8px 5px 12px;
  border-radius: 999px;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.chip button:hover {
  color: var(--accent);
}
.chip .small {
  width: 26px;
  height: 26px;
  margin-inline-end: 3px;
  padding: 0;
  color: var(--muted);
  font-weight: 400;
}
.card {
  top: max(16px, calc(100vh - 644px));
  display: flex;
  flex-direction: column;
  width: 382px;
  max-width: calc(100vw - 32px);
  max-height: calc(100vh - 32px);
  border-radius: 12px;
  overflow: hidden;
}
.bar {
  flex: none;
  display: flex;
  align-items: center;
  background: var(--sunk);
  color: var(--muted);
  font-size: 11px;
  touch-action: none;
}
.bar button {
  padding: 5px 12px;
}
.bar .move {
  flex: 1;
  cursor: move;
  text-align: start;
}
iframe {
  width: 100%;
  height: 420px;
  min-height: 0;
  border: 0;
}
[hidden] {
  display: none;
}
`;
