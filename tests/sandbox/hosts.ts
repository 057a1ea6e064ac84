export const API_HOST = 'api.close.com';
export const APP_HOST = 'app.close.com';
export const OLD_APP_HOST = 'app.close.io';

/** The host of attachment uploads; accepts everything and stores nothing. */
export const FILES_HOST = 'files.example.com';

/**
 * Rules for Chromium's `--host-resolver-rules`: the real names and the sample sites reach the sandbox, any other
 * name resolves to nothing, so that no test can reach the network.
 */
export function hostRulesFor(port: number): string {
  const here = `127.0.0.1:${port}`;
  return [
    `MAP *.close.com ${here}`,
    `MAP *.close.io ${here}`,
    `MAP *.example.com ${here}`,
    'MAP * ~NOTFOUND',
    'EXCLUDE localhost',
    'EXCLUDE 127.0.0.1',
  ].join(', ');
}
