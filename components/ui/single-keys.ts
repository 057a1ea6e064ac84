import { createContext } from 'preact';

/** Whether keys without Ctrl or ⌘ are shortcuts on the screens that choose a deal. */
export const SingleKeys = createContext(true);
