/** Holds the values for requesting a code and verifying the answer. */
export type Authorizing = { address: string; state: string; verifier: string };

/** Returns the address that Close redirects to and that the browser intercepts; the organization's app has to allow it. */
export function redirectAddress(extensionId: string): string {
  return `https://${extensionId}.chromiumapp.org/`;
}

/** Prepares the address where the user authorizes the organization's app, with PKCE (S256) and a fresh state. */
export async function prepareAuthorization(clientId: string, redirectUri: string): Promise<Authorizing> {
  const state = randomText();
  const verifier = randomText();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const address = new URL('https://app.close.com/oauth2/authorize/');
  const query = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'all.full_access offline_access',
    state,
    code_challenge: toBase64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return { address: address.href, state, verifier };
}

/** Returns the code in the address that Close redirected to; undefined if it does not answer this state. */
export function readCode(redirected: string, state: string): string | undefined {
  const { searchParams } = new URL(redirected);
  return (searchParams.get('state') === state && searchParams.get('code')) || undefined;
}

function randomText(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function toBase64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
