/** Keys that save the draft, as they are written on this computer. */
export const saveKeys = navigator.platform.startsWith('Mac') ? '⌘ ↵' : 'Ctrl ↵';
