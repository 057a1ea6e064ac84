import { problemOfAnswer } from '../../lib/close-api/errors.ts';
import type { CustomField } from '../../lib/model/custom-field.ts';
import type { Pipeline } from '../../lib/model/pipeline.ts';
import { isAmountClear } from '../../lib/opportunity/money.ts';
import { readingProbes } from './reading-probes.ts';
import { type Answer, type Raw, rateLimitShape, type Service } from './service.ts';
import type { Trial } from './trial.ts';

/** An unverified assumption about Close. */
export type Fact = {
  about: string;
  assumed: string;
  /** Says whether the code also works if Close behaves differently. */
  otherwise: 'handled' | 'breaks';
};

/** The behavior of Close regarding a fact, or the reason why it was not checked. */
export type Finding = { did: string; isAsAssumed: boolean } | { notChecked: string };

export type Probing = {
  service: Service;
  trial: Trial;
  /** The user of the key. */
  userId: string;
  roleId: string;
  pipelines: readonly Pipeline[];
  customFields: readonly CustomField[];
};

/** One experiment. It returns a finding for each of its facts, in their order. */
export type Probe = { facts: readonly Fact[]; run(probing: Probing): Promise<Finding[]> };

const staleDay = '2020-02-03';
const plainDay = '2020-02-04';
const lowConfidence = 40;

/** Every experiment, starting with those that change nothing. */
export const probes: readonly Probe[] = [
  ...readingProbes,
  {
    facts: [
      {
        about: 'Rate limit headers of an answer',
        assumed: 'one header, separate ones or none',
        otherwise: 'handled',
      },
      { about: 'A malformed id', assumed: '404', otherwise: 'handled' },
    ],
    async run({ service }) {
      const { status, headers, text } = await service.send('GET', '/opportunity/oppo_malformed/');
      return [
        { did: rateLimitShape(headers), isAsAssumed: true },
        { did: `${status} ${text.slice(0, 80)}`, isAsAssumed: status === 404 },
      ];
    },
  },
  {
    facts: [
      {
        about: 'A PUT without a trailing slash',
        assumed: 'redirected, so it is never sent',
        otherwise: 'handled',
      },
    ],
    async run({ trial }) {
      const { first } = trial;
      const { status, headers } = await trial.put(
        { confidence: first.confidence },
        `/opportunity/${first.id}`,
      );
      const isRedirect = status >= 300 && status < 400;
      // According to the fetch standard, only 303 turns a PUT into a GET.
      const body = status === 303 ? 'the body would be lost' : 'the body would be sent again';
      const did = isRedirect ? `${status} to ${headers.get('location') ?? 'nowhere'}, ${body}` : `${status}`;
      return [{ did, isAsAssumed: isRedirect }];
    },
  },
  {
    facts: [
      { about: 'Zero-decimal currencies', assumed: 'value and formatted value agree', otherwise: 'handled' },
    ],
    async run({ trial }) {
      const { value, value_currency: currency, value_formatted: formatted } = trial.first;
      if (typeof currency !== 'string' || !isZeroDecimal(currency)) {
        return [{ notChecked: `this deal is in ${currency ?? 'an unnamed currency'}` }];
      }
      if (typeof value !== 'number' || value === 0) return [{ notChecked: 'this deal has no value' }];
      const isAsAssumed = isAmountClear(value, currency, String(formatted ?? ''));
      return [{ did: `${value} is formatted as ${formatted}`, isAsAssumed }];
    },
  },
  {
    facts: [{ about: 'A value set to null', assumed: 'refused, so 0 is offered', otherwise: 'handled' }],
    async run({ trial }) {
      const answer = await trial.put({ value: null });
      return [{ did: describe(answer, 'value'), isAsAssumed: isRefusal(answer) }];
    },
  },
  {
    facts: [
      { about: 'A close date sent as midnight UTC', assumed: 'keeps its day', otherwise: 'handled' },
      { about: 'A close date sent as YYYY-MM-DD', assumed: 'keeps its day', otherwise: 'handled' },
      { about: 'YYYY-MM-DD sent from west of UTC', assumed: 'keeps its day', otherwise: 'handled' },
      { about: 'YYYY-MM-DD sent from east of UTC', assumed: 'keeps its day', otherwise: 'handled' },
    ],
    async run({ trial }) {
      const full = await trial.put({ date_won: `${staleDay}T00:00:00+00:00` });
      const plain = await trial.put({ date_won: plainDay });
      const west = await trial.put({ date_won: staleDay }, undefined, { 'x-tz-offset': '-8' });
      const east = await trial.put({ date_won: plainDay }, undefined, { 'x-tz-offset': '12' });
      return [
        { did: describe(full, 'date_won'), isAsAssumed: holdsDay(full, staleDay) },
        { did: describe(plain, 'date_won'), isAsAssumed: holdsDay(plain, plainDay) },
        { did: describe(west, 'date_won'), isAsAssumed: holdsDay(west, staleDay) },
        { did: describe(east, 'date_won'), isAsAssumed: holdsDay(east, plainDay) },
      ];
    },
  },
  {
    facts: [
      { about: 'An owner set to null', assumed: 'accepted, the deal has no owner', otherwise: 'handled' },
    ],
    async run({ trial, userId }) {
      // An owner who has left could not be restored.
      if (trial.first.user_id !== userId) return [{ notChecked: 'this deal is not owned by the key’s user' }];
      const answer = await trial.put({ user_id: null });
      return [{ did: describe(answer, 'user_id'), isAsAssumed: answer.json.user_id === null }];
    },
  },
  {
    facts: [
      { about: 'An attachment at another address', assumed: 'refused with a message', otherwise: 'handled' },
    ],
    async run({ trial }) {
      if (!Array.isArray(trial.first.attachments) || trial.first.attachments.length > 0) {
        return [{ notChecked: 'only with a deal without attachments' }];
      }
      const file = {
        filename: 'a.pdf',
        url: 'https://files.example.com/a.pdf',
        content_type: 'application/pdf',
      };
      const answer = await trial.put({ attachments: [file] });
      return [{ did: describe(answer, 'attachments'), isAsAssumed: isRefusal(answer) }];
    },
  },
  {
    facts: [
      { about: 'Markdown in a plain note', assumed: 'stored unchanged', otherwise: 'handled' },
      { about: 'Tags in a formatted note', assumed: 'kept or removed, never refused', otherwise: 'handled' },
    ],
    async run({ trial }) {
      const html = trial.first.note_html;
      const isPlain = html === null || (typeof html === 'string' && !/<(?!\/?(?:body|p)\b|br\b)/.test(html));
      if (!isPlain) return twice({ notChecked: 'this deal’s note is formatted, or its format is unknown' });
      const plain = await trial.put({ note: '**bold**\n- one\n- two' });
      const tags = 'h2 ol blockquote pre table br'.split(' ');
      const formatted = await trial.put({
        note_html:
          '<body><h2>a</h2><ol><li>b</li></ol><blockquote>c</blockquote><pre>d</pre><table><tr><td>e</td></tr></table><p>f<br />g</p></body>',
      });
      const keptTags = tags.filter((tag) => String(formatted.json.note_html).includes(`<${tag}`));
      const noteHtml = String(plain.json.note_html);
      return [
        {
          did: describe(plain, 'note_html'),
          isAsAssumed: plain.status === 200 && !/<(strong|b|li)>/.test(noteHtml),
        },
        {
          did:
            formatted.status === 200
              ? `keeps ${keptTags.join(', ') || 'none'}`
              : describe(formatted, 'note_html'),
          isAsAssumed: formatted.status === 200,
        },
      ];
    },
  },
  {
    facts: [
      {
        about: 'Several values under .add',
        assumed: 'refused, so each is sent separately',
        otherwise: 'handled',
      },
    ],
    async run({ trial, customFields, roleId }) {
      for (const field of customFields) {
        const key = `custom.${field.id}`;
        const stored = [trial.first[key] ?? []].flat();
        const others = field.choices.filter((choice) => !stored.includes(choice)).slice(0, 2);
        const isFit = field.type === 'choices' && field.isMultiple && others.length === 2;
        if (!isFit || isLocked(field, roleId)) continue;
        const answer = await trial.put({ [`${key}.add`]: others });
        return [{ did: describe(answer, key), isAsAssumed: isRefusal(answer) }];
      }
      return [{ notChecked: 'no multiple-choice field with two choices to add' }];
    },
  },
  {
    facts: [
      {
        about: 'A field that the role may not edit',
        assumed: 'refused with a message',
        otherwise: 'handled',
      },
    ],
    async run({ trial, customFields, roleId }) {
      const field = customFields.find((each) => isLocked(each, roleId));
      if (!field) return [{ notChecked: 'this key may edit every field' }];
      const key = `custom.${field.id}`;
      const answer = await trial.put({ [key]: trial.first[key] ?? null });
      return [{ did: describe(answer, key), isAsAssumed: isRefusal(answer) && messageIn(answer) !== '' }];
    },
  },
  {
    facts: [
      {
        about: 'A status of another pipeline',
        assumed: 'moves the deal to that pipeline',
        otherwise: 'breaks',
      },
    ],
    async run({ trial, pipelines }) {
      const others = pipelines.filter(({ id }) => id !== trial.first.pipeline_id);
      for (const pipeline of others) {
        const status = pipeline.statuses.find(({ type }) => type === 'active');
        if (!status) continue;
        const answer = await trial.put({ status_id: status.id });
        const { status_id, pipeline_id } = answer.json;
        const isMoved = status_id === status.id && (pipeline_id ?? pipeline.id) === pipeline.id;
        return [{ did: isMoved ? 'moved it' : describe(answer, 'pipeline_id'), isAsAssumed: isMoved }];
      }
      return [{ notChecked: 'there is no other pipeline with an active status' }];
    },
  },
  {
    facts: [
      {
        about: 'Winning a deal with an old estimate',
        assumed: 'keeps the date, so one is always sent',
        otherwise: 'handled',
      },
      {
        about: 'The confidence of a won deal',
        assumed: 'unchanged, and is read from the answer',
        otherwise: 'handled',
      },
    ],
    async run({ trial, pipelines }) {
      const own = pipelines.find(({ id }) => id === trial.first.pipeline_id);
      const won = own?.statuses.find(({ type }) => type === 'won');
      if (!won) return twice({ notChecked: 'its pipeline has no won status' });
      await trial.put({ date_won: `${staleDay}T00:00:00+00:00`, confidence: lowConfidence });
      const answer = await trial.put({ status_id: won.id });
      if (answer.status !== 200) return twice({ notChecked: `refused: ${describe(answer, 'status_id')}` });
      const { confidence } = answer.json;
      return [
        { did: `${staleDay} → ${answer.json.date_won}`, isAsAssumed: holdsDay(answer, staleDay) },
        { did: `${lowConfidence} → ${confidence}`, isAsAssumed: confidence === lowConfidence },
      ];
    },
  },
  // Last, because only Close can set and clear date_lost.
  {
    facts: [
      {
        about: 'date_lost of a lost deal',
        assumed: 'today, and null once the deal is active again',
        otherwise: 'handled',
      },
      { about: 'The close date of a lost deal', assumed: 'unchanged', otherwise: 'handled' },
      { about: 'The confidence of a lost deal', assumed: 'unchanged', otherwise: 'handled' },
    ],
    async run({ trial, pipelines }) {
      const own = pipelines.find(({ statuses }) => statuses.some(({ id }) => id === trial.first.status_id));
      const lost = own?.statuses.find(({ type }) => type === 'lost');
      const notChecked = (reason: string) => [1, 2, 3].map(() => ({ notChecked: reason }));
      if (!lost) return notChecked('its pipeline has no lost status');
      await trial.put({ date_won: staleDay, confidence: lowConfidence });
      const answer = await trial.put({ status_id: lost.id });
      if (answer.status !== 200) return notChecked(`refused: ${describe(answer, 'status_id')}`);
      const back = await trial.put({ status_id: trial.first.status_id });
      const { date_lost: dateLost, date_won: dateWon, confidence } = answer.json;
      return [
        {
          did: `${dateLost}, then ${back.json.date_lost ?? 'none'}`,
          isAsAssumed: typeof dateLost === 'string' && (back.json.date_lost ?? null) === null,
        },
        { did: `${staleDay} → ${dateWon}`, isAsAssumed: holdsDay(answer, staleDay) },
        { did: `${lowConfidence} → ${confidence}`, isAsAssumed: confidence === lowConfidence },
      ];
    },
  },
];

/** Facts that cannot be checked with one key and one deal, and why. */
export const outOfReach: readonly (Fact & { reason: string })[] = [
  {
    about: 'A role without the right to edit others’ deals',
    assumed: 'edits only its own',
    otherwise: 'handled',
    reason: 'needs the key of such a user',
  },
  {
    about: 'A lead hidden from the role',
    assumed: '404',
    otherwise: 'handled',
    reason: 'needs a key that may not see a lead',
  },
  {
    about: 'A refused change of another user’s deal',
    assumed: '401 or 403',
    otherwise: 'handled',
    reason: 'needs the key of such a user',
  },
  {
    about: 'An MCP token for the REST API',
    assumed: 'not relied upon',
    otherwise: 'handled',
    reason: 'needs such a token',
  },
  {
    about: 'OAuth with PKCE but without a secret',
    assumed: 'not relied upon',
    otherwise: 'handled',
    reason: 'needs an OAuth app of the organization',
  },
];

function twice(finding: Finding): Finding[] {
  return [finding, finding];
}

function isZeroDecimal(currency: string): boolean {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits === 0;
}

function isLocked({ editableWithRoles }: CustomField, roleId: string): boolean {
  return editableWithRoles.length > 0 && !editableWithRoles.includes(roleId);
}

function isRefusal({ status }: Answer): boolean {
  return status >= 400 && status < 500;
}

function holdsDay({ status, json }: Answer, day: string): boolean {
  return status === 200 && String(json.date_won).startsWith(day);
}

/** Returns the message that the extension would show for a refusal, or "". */
function messageIn({ status, text }: Answer): string {
  const { detail, fieldErrors } = problemOfAnswer({ status, statusText: '' }, text, '');
  const message = Object.values(fieldErrors ?? {}).join(' ') || detail || '';
  return message === `HTTP ${status}` ? '' : message;
}

/** Describes an answer briefly: the field's current value, or the refusal. */
function describe(answer: Answer, field: string): string {
  if (answer.status !== 200) return `${answer.status} ${messageIn(answer)}`.trim();
  return `200, it is now ${JSON.stringify((answer.json as Raw)[field] ?? null)}`;
}
