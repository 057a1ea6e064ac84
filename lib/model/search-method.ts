import * as z from 'zod/mini';

/**
 * How a search is sent, best first: with half-typed words, with whole words, which is documented, or by the query language
 * of an older request. Close may refuse any but the last.
 */
export const searchMethods = ['half-typed', 'whole-words', 'query-language'] as const;
export const searchMethodSchema = z.enum(searchMethods);
export type SearchMethod = z.infer<typeof searchMethodSchema>;
