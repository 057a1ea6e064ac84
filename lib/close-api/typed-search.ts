import { freemail } from '../detection/freemail.ts';
import type { PagePeople } from '../model/page-people.ts';
import type { SearchMethod } from '../model/search-method.ts';

/** What the user typed to find a deal: a mail address, a company's domain, a phone number or words. */
export type Typed = { kind: 'email' | 'domain' | 'phone' | 'words'; value: string };

const domainPattern = /^(?:https?:\/\/)?(?:www\.)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?:[/?#]\S*)?$/u;

/** Reads what was typed; null if it holds no letter and no digit. */
export function readTyped(typed: string): Typed | null {
  const text = typed.trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  const low = text.toLowerCase();
  if (/^[^\s@]+@[^\s@]*$/.test(text)) return { kind: 'email', value: low };
  const domain = domainPattern.exec(low)?.[1];
  if (domain && !freemail.has(domain)) return { kind: 'domain', value: domain };
  const isPhone = /^[\d\s()+./-]+$/.test(text) && text.replace(/\D/g, '').length >= 5;
  return { kind: isPhone ? 'phone' : 'words', value: text };
}

type Piece = Record<string, unknown>;

/** Returns the body of `POST /data/search/` that finds the leads with their deals. */
export function searchBody(typed: Typed, way: SearchMethod): Record<string, unknown> {
  return bodyOf(piecesFor(typed, way));
}

/** Returns the same for the leads of any of these mail addresses and domains. */
export function peopleBody({ addresses, domains }: PagePeople): Record<string, unknown> {
  const emails = [
    ...addresses.map((address) => field('contact_email', 'email', 'full_words', address)),
    ...domains.map((domain) => field('contact_email', 'email', 'phrase', domain)),
  ];
  return bodyOf([
    related('lead', 'contact', related('contact', 'contact_email', { type: 'or', queries: emails })),
    ...domains.map((domain) => field('lead', 'url', 'full_words', domain)),
  ]);
}

/** Returns the same in Close's query language. */
export function peopleQuery({ addresses, domains }: PagePeople): string {
  const quote = (text: string) => `"${text.replace(/["\\]/g, '')}"`;
  return [...addresses.map((address) => `email_address:${quote(address)}`), ...domains.map(quote)].join(
    ' OR ',
  );
}

function bodyOf(pieces: readonly Piece[]): Record<string, unknown> {
  const kind = { type: 'object_type', object_type: 'lead' };
  return {
    query: { type: 'and', queries: [kind, { type: 'or', queries: pieces }] },
    _fields: { lead: ['id', 'display_name', 'url', 'contacts', 'opportunities'] },
    results_limit: 20,
    _limit: 20,
  };
}

function piecesFor({ kind, value }: Typed, way: SearchMethod): Piece[] {
  const mode = way === 'half-typed' ? 'beginning_of_words' : 'full_words';
  const names = [
    field('lead', 'display_name', mode, value),
    related('lead', 'contact', field('contact', 'name', mode, value)),
  ];
  const email = (how: string) =>
    related(
      'lead',
      'contact',
      related('contact', 'contact_email', field('contact_email', 'email', how, value)),
    );
  const phone = (number: string) =>
    related(
      'lead',
      'contact',
      related('contact', 'contact_phone', field('contact_phone', 'phone', 'full_words', number)),
    );
  switch (kind) {
    case 'email':
      // A complete address is sent in the mode known to work for addresses.
      return [email(/@.+\.\p{L}{2,}$/u.test(value) ? 'full_words' : mode)];
    case 'domain':
      return [field('lead', 'url', 'full_words', value), email('phrase'), ...names];
    case 'phone':
      return [phone(value), phone(value.replace(/\D/g, '')), ...names];
    default:
      // Whether a deal's note can be searched is not documented.
      return way === 'half-typed'
        ? [...names, related('lead', 'opportunity', field('opportunity', 'note', mode, value))]
        : names;
  }
}

function field(type: string, name: string, mode: string, value: string): Piece {
  return {
    type: 'field_condition',
    field: { type: 'regular_field', object_type: type, field_name: name },
    condition: { type: 'text', mode, value },
  };
}

function related(from: string, to: string, query: Piece): Piece {
  return { type: 'has_related', this_object_type: from, related_object_type: to, related_query: query };
}

/** Returns the same search in Close's query language; in double quotes, its operators are plain text. */
export function leadQuery({ kind, value }: Typed): string {
  const words = value.split(/[\s"\\]+/).filter(Boolean);
  const quoted = words.map((word) => `"${word}"`).join(' ');
  if (kind === 'email') return `email_address:${quoted}`;
  return kind === 'phone' ? `phone_number:"${words.join(' ')}" OR "${words.join(' ')}"` : quoted;
}

/** What a lead can be compared with again. */
export type SearchedLead = {
  name: string;
  url: string;
  people: readonly { name: string; emails: readonly string[]; phones: readonly string[] }[];
};

/** Returns whether a lead lacks the typed address or domain, because Close also matches single words of them. */
export function isNearMiss({ kind, value }: Typed, { name, url, people }: SearchedLead): boolean {
  const emails = people.flatMap((person) => person.emails.map((email) => email.toLowerCase()));
  if (kind === 'email') return !emails.some((email) => email.startsWith(value));
  if (kind !== 'domain') return false;
  const host = domainPattern.exec(url.trim().toLowerCase())?.[1] ?? '';
  const hosts = [host, ...emails.map((email) => email.replace(/^.*@/, ''))];
  const names = [name, ...people.map((person) => person.name)];
  return (
    !hosts.some((each) => each === value || each.endsWith(`.${value}`)) &&
    !names.some((each) => each.toLowerCase().includes(value))
  );
}
