/** A file that a deal points at, under Close's own keys. */
export type Attachment = { filename: string; url: string; content_type: string };

/** An attachment as one text, so that lists of them are stored, compared and merged like every other list. */
export function encodeAttachment({ filename, url, content_type }: Attachment): string {
  return JSON.stringify([filename, url, content_type]);
}

/** The attachment in such a text; an empty one where the text is none. */
export function decodeAttachment(text: string): Attachment {
  try {
    const [filename = '', url = '', content_type = ''] = (JSON.parse(text) as unknown[]).map(String);
    return { filename, url, content_type };
  } catch {
    return { filename: '', url: '', content_type: '' };
  }
}

/** Whether an address may be opened or attached: only https. */
export function isSafeAddress(address: string): boolean {
  return URL.parse(address)?.protocol === 'https:';
}

/** Whether an address is one of a file that was uploaded to Close; it takes no others as attachments. */
export function isFileOfClose(address: string): boolean {
  return URL.parse(address)?.href.startsWith('https://app.close.com/go/file/') ?? false;
}

/** A file at an address, named after the end of its path; undefined where the address is none of https. */
export function attachmentAt(address: string): Attachment | undefined {
  const url = URL.parse(address.trim());
  if (url?.protocol !== 'https:') return undefined;
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? '';
  return { filename: decoded(last) || url.host, url: url.href, content_type: 'application/octet-stream' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
