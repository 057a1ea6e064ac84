import { describe, expect, it } from 'vitest';
import { findReferencesInMarkup } from '../../../lib/detection/markup.ts';
import { findReferencesInAddress } from '../../../lib/detection/references.ts';
import {
  maxLetters,
  mayContainReferences,
  type RuleName,
  unwrapAddress,
} from '../../../lib/detection/unwrap-address.ts';
import { lead, oppo } from '../../corpus/ids.ts';

const leadLink = `https://app.close.com/lead/${lead('A')}/`;
const dealLink = `https://app.close.com/opportunity/${oppo('b')}`;
const leadId = lead('A');

/** Encodes a text so often that only the last round is readable as an address. */
const encoded = (text: string, times: number): string =>
  times === 0 ? text : encoded(encodeURIComponent(text), times - 1);
/** Writes a link as Proofpoint v2 does. */
const proofpoint = (link: string) =>
  `https://urldefense.proofpoint.com/v2/url?u=${encodeURIComponent(link)
    .replaceAll('_', '%5F')
    .replaceAll('-', '%2D')
    .replaceAll('%2F', '_')
    .replaceAll('%', '-')}&d=DwMFaQ&c=euGZstcaTDllvimEN8b7jXrwqOf-v5A_CdpgnVfiiMM&r=x&m=y&s=z&e=`;
const base64 = (text: string) => btoa(text);
const base64url = (text: string) => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Links as mail systems and redirects write them, by the rule that reads them. Hosts and tokens are made up. */
const cases: Record<RuleName, [name: string, address: string, id: string][]> = {
  percent: [
    ['Google', `https://www.google.com/url?q=${encoded(leadLink, 1)}&sa=D&source=editors`, leadId],
    ['Slack', `https://slack-redir.net/link?url=${encoded(leadLink, 1)}`, leadId],
    [
      'Outlook Safe Links',
      `https://nam12.safelinks.protection.outlook.com/?url=${encoded(leadLink, 1)}&data=05%7C01%7Cana%40alder-finch.example%7C0%7C638%7CUnknown&sdata=aB%3D&reserved=0`,
      leadId,
    ],
    [
      'Proofpoint v1',
      `https://urldefense.proofpoint.com/v1/url?u=${encoded(dealLink, 1)}&k=oIvRg1%2BdGAgOoM1BIlLLqw%3D%3D%0A`,
      oppo('b'),
    ],
    ['Cisco', `https://secure-web.cisco.com/1kZ9a-x_Q/${encoded(leadLink, 1)}`, leadId],
    ['Barracuda', `https://linkprotect.cudasvc.com/url?a=${encoded(leadLink, 1)}&c=E,1,x&typo=1`, leadId],
    [
      'Trend Micro',
      `https://ddei5-0-ctp.trendmicro.com/wis/clicktime/v1/query?url=${encoded(leadLink, 1)}&umid=1&auth=2`,
      leadId,
    ],
    ['a mail service', `https://x1.r.awstrack.me/L0/${leadLink.replaceAll('/', '%2F')}/1/0100/x=314`, leadId],
    ['nine redirects', `https://go.example/?to=${encoded(leadLink, 9)}`, leadId],
    ['an id encoded twelve times', `/?id=${encoded(`%6Fppo_${'b'.repeat(43)}`, 12)}`, oppo('b')],
    ['a percent sign beside it', `https://go.example/?share=100%&to=${encoded(leadLink, 3)}`, leadId],
    ['escapes that are no text', `https://go.example/?x=%FF%C3&to=%C3${encoded(leadLink, 1)}`, leadId],
    ['a zero-width space', `/?id=oppo_${'b'.repeat(20)}%E2%80%8B${'b'.repeat(23)}`, oppo('b')],
  ],
  proofpoint: [
    ['Proofpoint v2', proofpoint(leadLink), leadId],
    ['Proofpoint v2 with a deal', proofpoint(dealLink), oppo('b')],
    ['Proofpoint v2 in Safe Links', `https://x.example/?url=${encoded(proofpoint(leadLink), 1)}`, leadId],
    ['Proofpoint v2 around Google', proofpoint(`https://www.google.com/url?q=${leadLink}`), leadId],
  ],
  base64: [
    [
      'Sophos',
      `https://eu-central-1.protection.sophos.com?d=close.com&u=${base64(leadLink)}&i=NWY&t=aB&h=1&s=AV`,
      leadId,
    ],
    ['Sophos, escaped', `https://x.example/?u=${encodeURIComponent(base64(`${leadLink}?x`))}&i=1`, leadId],
    ['base64 with slashes', `https://x.example/?u=${base64(`??>?>${leadLink}`)}`, leadId],
    [
      'a click counter with JSON',
      `https://click.example/track/click/1/x?p=${base64url(JSON.stringify({ v: 1, p: JSON.stringify({ url: leadLink }) }))}`,
      leadId,
    ],
    ['a path', `https://e.example/e/c/${base64url(leadLink)}/x`, leadId],
    [
      'a signed token',
      `https://e.example/?t=${base64url('{"alg":"x"}')}.${base64url(dealLink)}.aB`,
      oppo('b'),
    ],
    [
      'base64 of a redirect',
      `https://e.example/?u=${base64(`https://go.example/?q=${encoded(leadLink, 2)}`)}`,
      leadId,
    ],
    ['base64 in Proofpoint v2', proofpoint(`https://e.example/?u=${base64(leadLink)}`), leadId],
  ],
};

describe.each(Object.entries(cases))('reads an address hidden by %s:', (_rule, links) => {
  it.each(links)('%s', (_name, address, id) => {
    expect(findReferencesInAddress(address)).toEqual([
      { kind: id.startsWith('lead') ? 'lead' : 'opportunity', id, foundIn: 'address' },
    ]);
  });

  // Texts that begin with neither an address nor JSON are not looked for in a whole page.
  it.each(links.filter(([name]) => name !== 'base64 with slashes'))(
    '%s, in the markup of a page',
    (_name, address, id) => {
      const markup = `<p class="x"><a href="${address.replaceAll('&', '&amp;')}">x</a></p>`;
      expect(findReferencesInMarkup(markup).map((found) => found.id)).toContain(id);
    },
  );
});

describe('reads nothing into', () => {
  it.each([
    [
      'Proofpoint v3, which is readable as it is',
      `https://urldefense.com/v3/__${leadLink}__;!!x!y$`,
      [leadId],
    ],
    ['a word of 64 letters', `https://x.example/${'aHR0cHM6'.repeat(9)}`, []],
    ['dashes outside of Proofpoint', `https://x.example/?u=lead-5F${'A'.repeat(43)}`, []],
    ['an id one letter too short, hidden', `https://x.example/?u=${base64(leadLink.replace('A/', '/'))}`, []],
  ])('%s', (_name, address, expected) => {
    expect(findReferencesInAddress(address).map(({ id }) => id)).toEqual(expected);
  });
});

describe('never reads more than it may, so that no address is slow:', () => {
  const filled = (part: string) => part.repeat(Math.ceil(1_000_000 / part.length));
  const deep = (wrap: (text: string) => string) => {
    let text = leadLink;
    while (text.length < 1_000_000) text = wrap(text);
    return text;
  };

  it.each([
    ['a megabyte of letters', filled('a')],
    ['a megabyte of percent signs', filled('%')],
    ['escapes of escapes', `%${filled('25')}`],
    ['escaped letters between plain ones', filled('%41a')],
    ['escapes that are no text', filled('%FFa')],
    ['endless base64', filled('aHR0cHM6')],
    [
      'thousands of base64 texts',
      filled(`.${base64('https://go.example/?to=https%3A%2F%2Fx.example%2F%25')}`),
    ],
    ['base64 in base64 in base64', deep((text) => `u=${base64(text)}`)],
    ['redirects in redirects', deep((text) => `https://go.example/?to=${encodeURIComponent(text)}%`)],
    ['Proofpoint in Proofpoint', filled('/v2/url?u=-2Fv2-2Furl-3Fu-3D-252F')],
    ['all of them', filled(`/v2/url?u=%25${base64url('/v2/url?u=-2D_%2D')}-5F&`)],
  ])('%s', (_name, address) => {
    const texts = unwrapAddress(address);
    expect(texts.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(2 * maxLetters);
    expect(texts.length).toBeLessThanOrEqual(50);
  });
});

it.each([
  ['nothing', 'https://x.example/', []],
  ['a percent sign that hides nothing', '100%zz', []],
  ['escapes of escapes at once', '%252541', ['A']],
  ['a plus sign as it is', 'a+b%20c', ['a+b c']],
  ['an ampersand as it is', 'a&b%20c', ['a&b c']],
  ['base64 with signs of addresses', `/${'--__'.repeat(22)}`, ['\xfb\xef\xff'.repeat(22)]],
  ['base64 with one letter too many', `/${'eyJ'.repeat(21)}eyJeyJ`, [atob(`${'eyJ'.repeat(21)}eyJey`)]],
])('reads %s', (_what, address, hidden) => {
  expect(unwrapAddress(address)).toEqual([address, ...hidden]);
});

it.each([
  ...['ppo_', 'ead_', 'ppo-5F', 'ead-5F', 'ppo%', 'ead%', 'aHR0', 'eyJ'].map(
    (trace) => [trace, true] as const,
  ),
  ...['ppo', 'lead', '-5F', '%'].map((trace) => [trace, false] as const),
])('takes a text with %j for one that may contain an id: %s', (trace, may) => {
  expect(mayContainReferences(trace.padStart(48, ' '))).toBe(may);
  expect(mayContainReferences(trace.padStart(47, ' '))).toBe(false);
});
