// Limits the work on pages that consist of addresses; the ten nearest ones are looked up.
const maxMarks = 2_000;
const maxLocal = 64;
const maxDomain = 253;

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const localPattern = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}._+'=-]*[\p{L}\p{N}\p{M}_+])?$/u;
const domainPattern =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}@])/iu;

// Files such as logo@2x.png, and hosts that only exist inside a network, such as root@web01.internal.
const noDomain =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|m?js|ts|tsx|css|map|json|html?|md|zip|local|localhost|localdomain|internal|lan|corp|home|invalid)$/;
// Addresses of programs, of rooms and calendars, and of Close itself.
const noPerson =
  /^(?:git|hg|svn|ssh|root|no[._-]?reply|do[._-]?not[._-]?reply|mailer-daemon|postmaster|bounces?|notifications?|unsubscribe|abuse|list-unsubscribe)(?:[-+._].*)?@/;
const noMailbox = /[@.](?:calendar\.google\.com|close\.com|close\.io|reply\.github\.com)$/;

/** Finds the mail addresses of people in a text, in order and in lower case, without the part behind a plus. */
export function findMailAddresses(text: string): string[] {
  const found: string[] = [];
  let mark = text.indexOf('@');
  for (let count = 0; mark >= 0 && count < maxMarks; count += 1) {
    const address = addressAround(text, mark);
    if (address) found.push(address);
    mark = text.indexOf('@', mark + 1);
  }
  return found;
}

function addressAround(text: string, mark: number): string {
  // Invisible marks may take as much room as the letters.
  const before = text.slice(Math.max(0, mark - 2 * maxLocal), mark).replace(invisible, '');
  const after = text.slice(mark + 1, mark + 1 + 2 * maxDomain).replace(invisible, '');
  const local = localPattern.exec(before)?.[0].toLowerCase() ?? '';
  const domain = domainPattern.exec(after)?.[0].toLowerCase() ?? '';
  if (local === '' || domain === '' || local.length > maxLocal || domain.length > maxDomain) return '';
  // The name of a user in a link is no address.
  if (/:\/\/[^\s/]*$/.test(before)) return '';
  const address = normalizeMailAddress(`${local}@${domain}`);
  return noDomain.test(domain) || noPerson.test(address) || noMailbox.test(address) ? '' : address;
}

/** Returns an address as it is compared: in lower case, and without the part behind a plus. */
export function normalizeMailAddress(address: string): string {
  const [, local = '', domain = ''] = /^([^@]*)@([^@]*)$/.exec(address.trim().toLowerCase()) ?? [];
  return `${local.replace(/(?<=.)\+.*$/, '')}@${domain}`;
}

/** Returns the domain of an address, or of a link's host, in the form that DNS uses; "" if it has none. */
export function domainOf(addressOrHost: string): string {
  const host = addressOrHost.replace(/^.*@/, '').replace(/^www\./, '');
  return URL.parse(`http://${host}`)?.hostname ?? '';
}
