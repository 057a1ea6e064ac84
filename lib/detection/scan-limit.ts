/** How long the product reads a page before it gives up, because a page can be made endless. */
export const maxScanMs = 5_000;

/** What the script in a page returns if reading the page took longer. */
export const tookTooLong = 'took-too-long';

/** What the script returns in a page that no extension can read. */
export const notReadable = 'not-readable';
