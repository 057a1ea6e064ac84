/**
 * Removes API keys, Basic and Bearer credentials from a text to be shown, stored or logged. Also removes the credential
 * in `authorization`, a header value, because Close promises no shape of keys.
 */
export function redact(text: string, authorization = ''): string {
  return secretsIn(authorization)
    .reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
    .replace(/api_[0-9A-Za-z.]+/g, 'api_…')
    .replace(/\b(Basic|Bearer)\s+[0-9A-Za-z+/=._~-]+/gi, '$1 …');
}

function secretsIn(authorization: string): string[] {
  const [scheme, credential = ''] = authorization.split(' ');
  const secrets = scheme === 'Basic' ? [credential, atob(credential).slice(0, -1)] : [credential];
  // Skips short words, because they are no secrets and occur in many of Close's messages.
  return secrets.filter(({ length }) => length > 7);
}
