/** Where Close's own pages are. */
export const closeOrigin = 'https://app.close.com';

/** A lead's page in Close; opportunities have no address of their own. */
export function leadAddress(leadId: string): string {
  return `${closeOrigin}/lead/${leadId}/`;
}
