import { afterEach, expect, it, vi } from 'vitest';
import { testClient } from '../samples/close-client.ts';

const requests: URL[] = [];

function answerWith(answer: (url: URL) => unknown): void {
  requests.length = 0;
  vi.stubGlobal('fetch', async (url: URL) => {
    requests.push(url);
    return new Response(JSON.stringify(answer(url)));
  });
}
afterEach(() => vi.unstubAllGlobals());

it('reads users page by page and sorts them by name', async () => {
  answerWith((url) =>
    url.searchParams.get('_skip') === '0'
      ? { data: [{ id: 'user_b', first_name: 'Sam', last_name: 'Lee' }], has_more: true }
      : {
          data: [
            { id: 'user_a', first_name: 'Ana', last_name: null },
            { id: 'user_c', email: 'b@example.com' },
          ],
        },
  );
  expect(await testClient().readUsers()).toEqual([
    { id: 'user_a', name: 'Ana' },
    { id: 'user_c', name: 'b@example.com' },
    { id: 'user_b', name: 'Sam Lee' },
  ]);
  expect(requests.map(({ searchParams }) => [searchParams.get('_limit'), searchParams.get('_skip')])).toEqual(
    [
      ['100', '0'],
      ['100', '100'],
    ],
  );
});

it('stops if Close announces more pages but sends an empty one', async () => {
  answerWith(() => ({ data: [], has_more: true }));
  expect(await testClient().readUsers()).toEqual([]);
  expect(requests).toHaveLength(1);
});

it('reads the contacts of a lead, even without names', async () => {
  answerWith(() => ({ contacts: [{ id: 'cont_a', display_name: 'Lena' }, { id: 'cont_b' }] }));
  expect(await testClient().readContacts('lead_a')).toEqual([
    { id: 'cont_a', name: 'Lena' },
    { id: 'cont_b', name: 'cont_b' },
  ]);
  expect(requests[0]?.pathname).toBe('/api/v1/lead/lead_a/');
});

it('never puts anything other than an id into the path', async () => {
  answerWith(() => ({}));
  await expect(testClient().readContacts('lead_a/../me')).rejects.toThrow();
  expect(requests).toEqual([]);
});
