/**
 * Returns a selector for what the extension shows in a page: the "Edit deal" button, the buttons at links, or the toast.
 * The names of these elements end differently each time.
 */
export function inPage(kind: 'button' | 'link-button' | 'toast'): string {
  return `::-p-xpath(//*[starts-with(local-name(), "quick-edit-${kind}-")])`;
}
