/** The size of a window that shows only the editor: as large as the popup, with the frame of the window. */
export const editorSize = { width: 396, height: 640 };
