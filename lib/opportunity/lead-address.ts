/** Origin of Close's web app. */
export const closeOrigin = 'https://app.close.com';

/** Returns the address of a lead's page in Close; opportunities have none of their own. */
export function leadAddress(leadId: string): string {
  return `${closeOrigin}/lead/${leadId}/`;
}
