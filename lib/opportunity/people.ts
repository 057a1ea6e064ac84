/** A user of the organisation or a contact of the lead, as far as choosing one needs. */
export type Person = { id: string; name: string };

/** Whom a field may name. */
export type PeopleKind = 'user' | 'contact';
