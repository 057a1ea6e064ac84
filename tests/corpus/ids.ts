/** Ids of the corpus: shaped like Close's, held by no deal. */
export const oppo = (letter: string) => `oppo_${letter.repeat(43)}`;
export const lead = (letter: string) => `lead_${letter.repeat(43)}`;
