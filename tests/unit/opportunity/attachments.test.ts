import { describe, expect, it } from 'vitest';
import {
  attachmentAt,
  decodeAttachment,
  encodeAttachment,
  isFileOfClose,
  isSafeAddress,
} from '../../../lib/opportunity/attachments.ts';
import { toPatch } from '../../../lib/opportunity/entries.ts';
import type { Field } from '../../../lib/opportunity/fields.ts';

const file = (name: string) => ({
  filename: name,
  url: `https://x.example/${name}`,
  content_type: 'text/plain',
});
const [first, second] = [encodeAttachment(file('a')), encodeAttachment(file('b'))];
const field: Field = { key: 'attachments', type: 'attachments', isMultiple: true, choices: [] };
const usd = { currency: 'USD' };
const patchFor = (after: string[]) =>
  toPatch([field], { attachments: after }, { attachments: [first, second] }, { currency: 'USD' }).patch;

it('decodeAttachment restores what encodeAttachment was given', () => {
  expect(decodeAttachment(encodeAttachment(file('"ä", b.pdf')))).toEqual(file('"ä", b.pdf'));
});

it.each(['', 'null', '{', '3'])(
  'decodeAttachment returns an empty attachment for the invalid text %j',
  (damaged) => {
    expect(decodeAttachment(damaged)).toEqual({ filename: '', url: '', content_type: '' });
  },
);

describe('attachmentAt', () => {
  it.each([
    ['https://files.example.com/a/offer%20v2.pdf?x=1', 'offer v2.pdf'],
    [' https://files.example.com ', 'files.example.com'],
    ['https://files.example.com/100%', '100%'],
  ])('names the file at %j %j', (address, filename) => {
    expect(attachmentAt(address)?.filename).toBe(filename);
  });

  it.each(['http://files.example.com/a', 'javascript:alert(1)', 'data:text/html,x', 'offer.pdf', ''])(
    'refuses the address %j',
    (address) => {
      expect(attachmentAt(address)).toBeUndefined();
      expect(isSafeAddress(address)).toBe(false);
    },
  );
});

describe('toPatch for attachments', () => {
  it.each([
    ['the order changes', [second, first]],
    ['one is removed', [first]],
    ['all are removed', []],
  ])('contains the whole list if %s', (_what, after) => {
    expect(patchFor(after)).toEqual({ attachments: after });
  });

  it('is empty if the list is unchanged', () => {
    expect(patchFor([first, second])).toEqual({});
  });
});

describe('isFileOfClose', () => {
  it.each([
    ['https://app.close.com/go/file/persisted/orga_a/offer.pdf', true],
    ['HTTPS://APP.CLOSE.COM/go/file/a', true],
    ['https://app.close.com/go/file/../../login', false],
    ['https://app.close.com.evil.example/go/file/a', false],
    ['https://app.close.com@evil.example/go/file/a', false],
    ['https://api.close.com/go/file/a', false],
    ['https://app.close.com/lead/a', false],
    ['http://app.close.com/go/file/a', false],
    ['https://drive.example.com/offer.pdf', false],
    ['', false],
  ])('for %j is %s', (address, expected) => {
    expect(isFileOfClose(address)).toBe(expected);
  });

  it('is required of added files only, not of files already stored', () => {
    const added = encodeAttachment(file('c'));
    const ready = toPatch([field], { attachments: [second, added] }, { attachments: [first, second] }, usd);
    expect(ready).toEqual({ patch: {}, problems: { attachments: 'not-a-file-of-close' } });
    const own = encodeAttachment({ ...file('d'), url: 'https://app.close.com/go/file/d' });
    expect(patchFor([first, second, own])).toEqual({ attachments: [first, second, own] });
  });
});

it('describes the file at an address completely', () => {
  expect(attachmentAt(' https://files.example.com/a/offer.pdf/ ')).toEqual({
    ...{ filename: 'offer.pdf', url: 'https://files.example.com/a/offer.pdf/' },
    content_type: 'application/octet-stream',
  });
  expect(isSafeAddress('https://files.example.com/')).toBe(true);
});

it('fills in what a stored attachment lacks', () => {
  expect(decodeAttachment('[]')).toEqual({ filename: '', url: '', content_type: '' });
  expect(decodeAttachment('["a"]')).toEqual({ filename: 'a', url: '', content_type: '' });
});
