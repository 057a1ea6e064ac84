/** Flags for every Chromium that the tests and the demo start: no first-run pages, no traffic of its own. */
export const chromiumFlags = [
  // Chromium refuses to start its sandbox as root, as in most containers.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
];
