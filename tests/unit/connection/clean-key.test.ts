import { expect, it } from 'vitest';
import { cleanKey } from '../../../lib/connection/clean-key.ts';

const key = 'api_sampleSampleSampleSamp12.sampleSampleSampleSamp34';

it.each([
  ['as it is', key],
  ['with spaces and a line end', `  ${key}\n`],
  ['in quotes', `"${key}"`],
  ['as curl takes it', `-u ${key}:`],
  ['in a curl line', `curl https://api.close.com/api/v1/me/ -u '${key}:' -H 'Accept: application/json'`],
  ['behind Bearer', `Bearer ${key}`],
  ['as a header', `Authorization: Basic ${btoa(`${key}:`)}`],
  ['as an environment line', `CLOSE_API_KEY=${key}`],
])('finds a key pasted %s', (_how, pasted) => {
  expect(cleanKey(pasted)).toEqual({ ok: true, secrets: [key] });
});

it.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['hello', 'not-a-key'],
  ['https://app.close.com/settings/developer/api-keys/', 'not-a-key'],
  ['two words that are long enough', 'not-a-key'],
])('says why there is no key in %j', (pasted, reason) => {
  expect(cleanKey(pasted)).toEqual({ ok: false, reason });
});

const accessToken = 'sampleToken-1234_5678.abc';

it.each([
  ['behind Bearer', `Bearer ${accessToken}`],
  ['in a curl line', `curl https://api.close.com/api/v1/me/ -H "Authorization: Bearer ${accessToken}"`],
])('finds an access token pasted %s', (_how, pasted) => {
  expect(cleanKey(pasted)).toEqual({ ok: true, secrets: [{ accessToken }] });
});

it('tries a lone word of another shape as a key and as an access token, since no shape is promised', () => {
  const word = 'abcdefghij0123456789';
  expect(cleanKey(` "${word}" `)).toEqual({ ok: true, secrets: [word, { accessToken: word }] });
});
