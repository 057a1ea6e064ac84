/** A lead's page in Close; opportunities have no address of their own. */
export function leadAddress(leadId: string): string {
  return `https://app.close.com/lead/${leadId}/`;
}
