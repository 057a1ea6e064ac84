import { describe, expect, it } from 'vitest';
import { choosePeople } from '../../../lib/find/choose-people.ts';

const mail = 'https://mail.provider.example/inbox/1';
const own = ['ana@eu.alder.example'];

describe('the people of a page', () => {
  it('are the nearest ten, and it is known how many there are', () => {
    const all = Array.from({ length: 50 }, (_none, index) => `p${index}@customer.example`);
    expect(choosePeople(all, mail, own)).toEqual({ addresses: all.slice(0, 10), count: 50, domains: [] });
  });

  it('are not the user and the own organization, above and below its domain too', () => {
    const page = [
      'ana@eu.alder.example',
      'sam@eu.alder.example',
      'x@alder.example',
      'y@shop.eu.alder.example',
    ];
    expect(choosePeople(page, '', own)).toBeNull();
    expect(choosePeople([...page, 'lena@customer.example', 'z@notalder.example'], mail, own)).toEqual({
      ...{ addresses: ['lena@customer.example', 'z@notalder.example'], count: 2, domains: [] },
    });
  });

  it('are all but the user if the user has an address of a mail provider', () => {
    expect(choosePeople(['ana@gmail.com', 'lena@gmail.com'], mail, ['ana@gmail.com'])?.addresses).toEqual([
      'lena@gmail.com',
    ]);
  });
});

describe("a company's own site", () => {
  const domainsOf = (address: string, found: string[] = []) =>
    choosePeople(found, address, own)?.domains ?? [];

  it.each([
    ['https://www.customer.example/about', ['customer.example']],
    ['https://shop.customer.co.uk/', ['shop.customer.co.uk', 'customer.co.uk']],
    ['http://customer.de:8080/', ['customer.de']],
    ['https://gmx.de/', []],
    ['https://docs.google.com/', []],
    ['https://team.github.io/', []],
    ['https://localhost/', []],
    ['https://10.0.0.1/', []],
    ['https://[::1]/', []],
    ['chrome://settings/', []],
    ['file:///tmp/a.html', []],
    ['https://www.alder.example/', []],
    ['', []],
  ])('at %s is looked up by %j', (address, domains) => {
    expect(domainsOf(address)).toEqual(domains);
  });

  it('is looked up together with its own addresses, but not with those of others', () => {
    expect(domainsOf('https://www.customer.example/', ['info@customer.example'])).toEqual([
      'customer.example',
    ]);
    expect(domainsOf('https://tool.example/', ['lena@customer.example'])).toEqual([]);
  });
});
