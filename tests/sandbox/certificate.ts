import { generate } from 'selfsigned';

/** A certificate for every name the sandbox answers to; nothing trusts it, so errors about it must be ignored. */
export async function createCertificate(): Promise<{ key: string; cert: string }> {
  const names = ['*.close.com', '*.close.io', '*.example.com', 'localhost'];
  const result = await generate([{ name: 'commonName', value: 'Sandbox' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }],
  });
  return { key: result.private, cert: result.cert };
}
