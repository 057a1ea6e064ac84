import * as z from 'zod/mini';

/** A user of the organization or a contact of the lead, as far as choosing one needs. */
export const personSchema = z.object({ id: z.string(), name: z.string() });
export type Person = z.infer<typeof personSchema>;

/** Whom a field may name. */
export type PeopleKind = 'user' | 'contact';
