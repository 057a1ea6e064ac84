import { makeId } from '../seed/make-id.ts';
import type { Attachment, World } from '../types.ts';
import type { Caller } from './access.ts';
import { type Answer, type ApiRequest, ok, refuse } from './answer.ts';
import { readJsonObject } from './json-body.ts';

/** Close accepts only its own files as attachments. */
const FILE_ADDRESS = 'https://app.close.com/go/file/';

/** POST /files/upload/: where to upload to, with the fields of that form, and the address to attach afterwards. */
export function prepareUpload(_world: World, { user }: Caller, request: ApiRequest): Answer {
  const read = readJsonObject(request);
  if ('refusal' in read) return read.refusal;
  const { filename, content_type: contentType } = read.value;
  if (typeof filename !== 'string' || typeof contentType !== 'string') {
    return refuse(400, 'filename and content_type are required.');
  }
  const path = `${user.id}/${makeId('', filename).slice(1, 23)}/${encodeURIComponent(filename)}`;
  return ok({
    upload: {
      url: 'https://files.example.com/',
      fields: {
        AWSAccessKeyId: 'ACCESS-KEY-ID',
        'Content-Disposition': `inline; filename="${filename}"`,
        'Content-Type': contentType,
        key: `temporary/user/${path}`,
        policy: '…',
        signature: '…',
        success_action_status: '201',
      },
    },
    download: { url: `${FILE_ADDRESS}temporary/${path}/` },
  });
}

/** Whether the address is one of Close's own files. */
export function isFileAddress(address: string): boolean {
  return address.startsWith(FILE_ADDRESS) && address.length > FILE_ADDRESS.length;
}

/** An attachment as it is stored: an uploaded file moves to the organization's own place. */
export function keepAttachment(organizationId: string, attachment: Attachment): Attachment {
  const temporary = new RegExp(`^${FILE_ADDRESS}temporary/[^/]+/`);
  const url = attachment.url.replace(temporary, `${FILE_ADDRESS}persisted/${organizationId}/`);
  return { ...attachment, url };
}
