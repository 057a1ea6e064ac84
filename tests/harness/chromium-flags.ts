/** Flags for every Chromium that tests and demo start: no first-run pages, no background traffic. */
export const chromiumFlags = [
  // Chromium refuses to start its sandbox as root, which is common in containers.
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
