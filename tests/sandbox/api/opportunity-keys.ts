import type { Attachment, Opportunity, Status, ValuePeriod, World } from '../types.ts';
import { isContactOfLead, isMember } from './custom-values.ts';
import { isDateTime, isDay, toDay } from './moments.ts';
import { htmlToNote, noteToHtml } from './notes.ts';
import { isFileAddress, keepAttachment } from './prepare-upload.ts';

/** Describes a settable key: its name in errors, its validation, and how a valid value is stored. */
export type SettableKey = {
  errorName: string;
  check: (world: World, opportunity: Opportunity, value: unknown) => string | undefined;
  store: (world: World, opportunity: Opportunity, value: unknown) => void;
};

const isText = (value: unknown): value is string => typeof value === 'string';
const textOrNull = (value: unknown) => (isText(value) ? value : null);
const textOrEmpty = (value: unknown) => (isText(value) ? value : '');
const isPeriod = (value: unknown): value is ValuePeriod =>
  value === 'one_time' || value === 'monthly' || value === 'annual';

/** The statuses of every pipeline of the deal's organization. */
export function statusesOf(world: World, organizationId: string): Status[] {
  return [...world.pipelines.values()]
    .filter((pipeline) => pipeline.organizationId === organizationId)
    .flatMap((pipeline) => pipeline.statuses);
}

function findStatus(world: World, opportunity: Opportunity, key: 'id' | 'label', value: unknown) {
  return statusesOf(world, opportunity.organizationId).find((status) => status[key] === value);
}

type SentAttachment = Omit<Attachment, 'content_type'> & Partial<Attachment>;

function isAttachment(value: unknown): value is SentAttachment {
  if (typeof value !== 'object' || value === null || !Object.values(value).every(isText)) return false;
  const keys = Object.keys(value).sort().join(' ');
  return keys === 'content_type filename url' || keys === 'filename url';
}

function checkAttachments(value: unknown): string | undefined {
  if (!Array.isArray(value) || !value.every(isAttachment)) return 'Expected a list of attachments.';
  return value.every(({ url }) => isFileAddress(url)) ? undefined : 'Invalid attachment URL.';
}

const integer = (value: unknown) => (Number.isInteger(value) ? undefined : 'Expected an integer.');

function storeInteger(opportunity: Opportunity, key: 'confidence' | 'value', value: unknown): void {
  if (typeof value === 'number') opportunity[key] = value;
}

/** Every key that a PUT accepts, except custom fields; other keys are refused. */
export const settableKeys: Record<string, SettableKey> = {
  status_id: {
    errorName: 'status',
    check: (world, deal, value) =>
      findStatus(world, deal, 'id', value) ? undefined : 'Object does not exist.',
    store: (_world, deal, value) => {
      deal.statusId = textOrEmpty(value);
    },
  },
  status: {
    errorName: 'status',
    check: (world, deal, value) => (findStatus(world, deal, 'label', value) ? undefined : 'Invalid status.'),
    store: (world, deal, value) => {
      deal.statusId = findStatus(world, deal, 'label', value)?.id ?? deal.statusId;
    },
  },
  confidence: {
    errorName: 'confidence',
    check: (_world, _deal, value) => integer(value),
    store: (_world, deal, value) => storeInteger(deal, 'confidence', value),
  },
  value: {
    errorName: 'value',
    check: (_world, _deal, value) => integer(value),
    store: (_world, deal, value) => storeInteger(deal, 'value', value),
  },
  value_period: {
    errorName: 'value_period',
    check: (_world, _deal, value) => (isPeriod(value) ? undefined : 'Invalid choice.'),
    store: (_world, deal, value) => {
      if (isPeriod(value)) deal.valuePeriod = value;
    },
  },
  note: {
    errorName: 'note',
    check: (_world, _deal, value) => (isText(value) ? undefined : 'Expected a string.'),
    store: (_world, deal, value) => {
      deal.note = textOrEmpty(value);
      deal.noteHtml = noteToHtml(deal.note);
    },
  },
  note_html: {
    errorName: 'note_html',
    check: (_world, _deal, value) => {
      if (value === null) return undefined;
      return isText(value) && /^<body>.*<\/body>$/s.test(value) ? undefined : 'Expected <body>…</body>.';
    },
    store: (_world, deal, value) => {
      deal.noteHtml = textOrNull(value);
      deal.note = deal.noteHtml === null ? '' : htmlToNote(deal.noteHtml);
    },
  },
  date_won: {
    errorName: 'date_won',
    check: (_world, _deal, value) => {
      if (value === null) return undefined;
      return isText(value) && (isDay(value) || isDateTime(value, false)) ? undefined : 'Invalid date.';
    },
    store: (_world, deal, value) => {
      deal.dateWon = isText(value) ? toDay(value) : null;
    },
  },
  user_id: {
    errorName: 'user',
    check: (world, deal, value) =>
      value === null || isMember(world, deal.organizationId, value) ? undefined : 'Object does not exist.',
    store: (_world, deal, value) => {
      deal.userId = textOrNull(value);
    },
  },
  contact_id: {
    errorName: 'contact',
    check: (world, deal, value) =>
      value === null || isContactOfLead(world, deal, value)
        ? undefined
        : 'Contact does not belong to this lead.',
    store: (_world, deal, value) => {
      deal.contactId = textOrNull(value);
    },
  },
  attachments: {
    errorName: 'attachments',
    check: (_world, _deal, value) => checkAttachments(value),
    store: (_world, deal, value) => {
      const sent = Array.isArray(value) ? value.filter(isAttachment) : [];
      deal.attachments = sent.map((one) =>
        keepAttachment(deal.organizationId, { content_type: 'application/octet-stream', ...one }),
      );
    },
  },
};
