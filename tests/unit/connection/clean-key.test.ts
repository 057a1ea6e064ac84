import { expect, it } from 'vitest';
import { cleanKey } from '../../../lib/connection/clean-key.ts';

const key = 'api_sampleSampleSampleSamp12.sampleSampleSampleSamp34';

it.each([
  ['unchanged', key],
  ['with surrounding whitespace', `  ${key}\n`],
  ['in quotes', `"${key}"`],
  ['as a curl option', `-u ${key}:`],
  ['in a curl line', `curl https://api.close.com/api/v1/me/ -u '${key}:' -H 'Accept: application/json'`],
  ['after "Bearer"', `Bearer ${key}`],
  ['as a header', `Authorization: Basic ${btoa(`${key}:`)}`],
  ['as an environment variable', `CLOSE_API_KEY=${key}`],
])('finds a key pasted %s', (_how, pasted) => {
  expect(cleanKey(pasted)).toEqual({ ok: true, secrets: [key] });
});

it.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['hello', 'not-a-key'],
  ['https://app.close.com/settings/developer/api-keys/', 'not-a-key'],
  ['two words that are long enough', 'not-a-key'],
])('reports why %j contains no key', (pasted, reason) => {
  expect(cleanKey(pasted)).toEqual({ ok: false, reason });
});

const accessToken = 'sampleToken-1234_5678.abc';

it.each([
  ['after "Bearer"', `Bearer ${accessToken}`],
  ['in a curl line', `curl https://api.close.com/api/v1/me/ -H "Authorization: Bearer ${accessToken}"`],
])('finds an access token pasted %s', (_how, pasted) => {
  expect(cleanKey(pasted)).toEqual({ ok: true, secrets: [{ accessToken }] });
});

it('returns a single word of unknown format as both a key and an access token', () => {
  const word = 'abcdefghij0123456789';
  expect(cleanKey(` "${word}" `)).toEqual({ ok: true, secrets: [word, { accessToken: word }] });
});
