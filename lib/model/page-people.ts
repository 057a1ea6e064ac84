import * as z from 'zod/mini';

const mailAddress = z.string().check(z.maxLength(320));

/** What a page without an id shows of people: mail addresses, nearest to the main heading first. */
export const mailAddressesSchema = z.array(mailAddress).check(z.maxLength(500));

/** The people and company that are looked up in Close for a page without an id. */
export const pagePeopleSchema = z.object({
  addresses: z.array(mailAddress).check(z.maxLength(10)),
  /** Number of addresses on the page, of which the nearest are looked up. */
  count: z.number(),
  /** The domains that the site's company may have, if the page is its own site. */
  domains: z.array(z.string().check(z.maxLength(253))).check(z.maxLength(3)),
});
export type PagePeople = z.infer<typeof pagePeopleSchema>;
