/** A file attached to a deal, with Close's own keys. */
export type Attachment = { filename: string; url: string; content_type: string };

/** Encodes an attachment as one text, so that lists of them are stored, compared and merged like other lists. */
export function encodeAttachment({ filename, url, content_type }: Attachment): string {
  return JSON.stringify([filename, url, content_type]);
}

/** Decodes an attachment; returns an empty one if the text is invalid. */
export function decodeAttachment(text: string): Attachment {
  try {
    const [filename = '', url = '', content_type = ''] = (JSON.parse(text) as unknown[]).map(String);
    return { filename, url, content_type };
  } catch {
    return { filename: '', url: '', content_type: '' };
  }
}

/** Returns whether an address may be opened or attached: only https. */
export function isSafeAddress(address: string): boolean {
  return URL.parse(address)?.protocol === 'https:';
}

/** Returns whether an address belongs to a file uploaded to Close, because Close accepts no other attachments. */
export function isFileOfClose(address: string): boolean {
  return URL.parse(address)?.href.startsWith('https://app.close.com/go/file/') ?? false;
}

/** Returns an attachment for an https address, named after the end of its path; else undefined. */
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
