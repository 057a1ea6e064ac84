/** A text without API keys, basic or bearer credentials: for whatever is shown, stored or logged. */
export function redact(text: string): string {
  return text
    .replace(/api_[0-9A-Za-z.]+/g, 'api_…')
    .replace(/\b(Basic|Bearer)\s+[0-9A-Za-z+/=._~-]+/gi, '$1 …');
}
