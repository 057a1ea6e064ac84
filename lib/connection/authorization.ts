import type { Secret } from '../model/credential.ts';

/** Returns the value of the `Authorization` header: Basic with the key as user name and no password, or Bearer. */
export function authorizationOf(secret: Secret): string {
  return typeof secret === 'string' ? `Basic ${btoa(`${secret}:`)}` : `Bearer ${secret.accessToken}`;
}
