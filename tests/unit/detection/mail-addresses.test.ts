import { describe, expect, it } from 'vitest';
import { domainOf, findMailAddresses, normalizeMailAddress } from '../../../lib/detection/mail-addresses.ts';

const longDomain = `${'a'.repeat(61)}.`.repeat(4);

describe('mail addresses', () => {
  it.each([
    ['in a sentence', 'Write to lena@customer.example.', ['lena@customer.example']],
    [
      'in brackets after a name',
      'Lena Berg <lena@customer.example>, Jo (jo@other.example)',
      ['lena@customer.example', 'jo@other.example'],
    ],
    ['in capitals', 'LENA.Berg@Customer.EXAMPLE', ['lena.berg@customer.example']],
    ['with a part behind a plus', 'lena+quote@customer.example', ['lena@customer.example']],
    ['with zero-width marks', 'lena@\u200bcustomer\u200b.\u00adexample', ['lena@customer.example']],
    ['with an international domain', 'jürgen@müller-söhne.example', ['jürgen@müller-söhne.example']],
    ['with a domain as DNS writes it', 'a@xn--mller-kva.example', ['a@xn--mller-kva.example']],
    ['below a subdomain', "o'neil_x@mail.eu.customer.example", ["o'neil_x@mail.eu.customer.example"]],
    ['after a colon', 'E-Mail:lena@customer.example', ['lena@customer.example']],
    ['before a path', 'lena@customer.example/inbox', ['lena@customer.example']],
    ['behind a mark at the beginning', '@ lena@customer.example', ['lena@customer.example']],
    ['behind a link', 'https://host.example/x lena@customer.example', ['lena@customer.example']],
    ['with an invisible mark in the name', 'le\u200bna@customer.example', ['lena@customer.example']],
    ['with 64 letters', `${'a'.repeat(64)}@x.example`, [`${'a'.repeat(64)}@x.example`]],
    ['with a domain of 253 letters', `a@${longDomain}abcde`, [`a@${longDomain}abcde`]],
    ['behind 1,999 marks', `${'@'.repeat(1_999)} lena@customer.example`, ['lena@customer.example']],
  ])('are found %s', (_where, text, expected) => {
    expect(findMailAddresses(text)).toEqual(expected);
  });

  it.each([
    ['an image', 'logo@2x.png icon@3x.webp'],
    ['a version', 'react@18.2.0 lib@1.0.0-beta.2 @scope/pkg@latest'],
    ['a host of a log', 'root@web01 deploy@db.internal admin@server.local'],
    ['a repository', 'git@github.com:team/repo.git git@host.example:x'],
    [
      'a program',
      'noreply@customer.example no-reply@x.example do_not_reply@x.example mailer-daemon@x.example',
    ],
    ['a bounce address', 'bounces+123-abc=x@mail.example notifications@tool.example'],
    ['a room', 'c_188abc@resource.calendar.google.com team@group.calendar.google.com'],
    ['a mailbox of Close', 'name-xxxxxxxx@leads.close.com support@close.com'],
    ['a user in a link', 'https://user@host.example/path https://user:secret@host.example'],
    ['65 letters', `${'a'.repeat(65)}@x.example`],
    ['a domain of 254 letters', `a@${longDomain}abcdef`],
    ['what follows 2,000 marks', `${'@'.repeat(2_000)} lena@customer.example`],
    ['nothing', '@ a@ @b a@b a@b. .@x.example a@-x.example a@x..example'],
  ])('are not found in %s', (_what, text) => {
    expect(findMailAddresses(text)).toEqual([]);
  });
});

it.each([
  ['lena@customer.example', 'customer.example'],
  ['www.customer.example', 'customer.example'],
  ['a@müller.example', 'xn--mller-kva.example'],
  ['a@MÜLLER.example', 'xn--mller-kva.example'],
  ['', ''],
  ['a@ ', ''],
  ['a/b@customer.example', 'customer.example'],
  ['mywww.customer.example', 'mywww.customer.example'],
])('the domain of "%s" is "%s"', (address, domain) => {
  expect(domainOf(address)).toBe(domain);
});

it.each([
  [' Lena+x@Customer.Example ', 'lena@customer.example'],
  ['+x@customer.example', '+x@customer.example'],
  ['none', '@'],
  ['a@b@customer.example', '@'],
])('"%s" is compared as "%s"', (address, expected) => {
  expect(normalizeMailAddress(address)).toBe(expected);
});
