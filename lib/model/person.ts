import * as z from 'zod/mini';

/** A user of the organization or a contact of the lead. */
export const personSchema = z.object({ id: z.string(), name: z.string() });
export type Person = z.infer<typeof personSchema>;

/** Kind of people that a field can contain. */
export type PeopleKind = 'user' | 'contact';
