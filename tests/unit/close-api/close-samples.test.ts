import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { problemOfAnswer } from '../../../lib/close-api/errors.ts';
import { readRetryAt } from '../../../lib/close-api/rate-limit.ts';
import { readItems } from '../../../lib/close-api/read-items.ts';
import { toOpportunity } from '../../../lib/close-api/read-opportunity.ts';
import {
  contactSchema,
  customFieldSchema,
  customFieldsSchema,
  foundLeadSchema,
  leadContactsSchema,
  leadSchema,
  listSchema,
  meSchema,
  opportunitySchema,
  pipelinesSchema,
  userSchema,
  usersSchema,
} from '../../../lib/close-api/schemas.ts';
import { tokensSchema } from '../../../lib/close-api/tokens.ts';
import { isDay } from '../../../lib/opportunity/dates.ts';
import { isAmountClear } from '../../../lib/opportunity/money.ts';
import { settableKeys } from '../../sandbox/api/opportunity-keys.ts';
import { isFileAddress } from '../../sandbox/api/prepare-upload.ts';
import { mismatches, type Presence, type Row, shapes } from '../sandbox/shapes.ts';

const folder = new URL('../../close-samples/', import.meta.url);
type Json = Record<string, unknown>;
const sample = (file: string): Json => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Json;
const listIn = (file: string, key = 'data') => sample(file)[key] as Json[];

function expectShape(shape: Row[], objects: unknown[], missing: Presence[] = ['always']): void {
  expect(objects.length).toBeGreaterThan(0);
  for (const object of objects) expect(mismatches(shape, object, missing)).toEqual([]);
}

/** Leaves out keys that older samples and examples in documentation lack. */
const opportunityShape = shapes.opportunity.filter(
  ({ key }) => !/^(expected_value|annualized_(expected_)?value)$/.test(key),
);

function expectOpportunities(objects: unknown[]): void {
  expectShape(opportunityShape, objects);
  for (const object of objects) {
    const answer = opportunitySchema.parse(object);
    const { values, currency, valueFormatted, leadName, updatedAt } = toOpportunity(answer);
    expect(Number.isNaN(Date.parse(updatedAt))).toBe(false);
    expect(leadName).not.toBe('');
    expect(values.date_won === null || isDay(String(values.date_won))).toBe(true);
    expect(isAmountClear(values.value as number | null, currency, valueFormatted)).toBe(true);
    const custom = Object.keys(object as Json).filter((key) => key.startsWith('custom.'));
    for (const key of custom) expect(values[key]).toEqual((object as Json)[key]);
  }
}

function itemsOf<Item>(schema: z.ZodMiniType<Item>, list: readonly unknown[]): Item[] {
  const { items, unreadable } = readItems(schema, list);
  expect(unreadable).toBe(0);
  return items;
}

const problemIn = (file: string) => {
  const { status, body } = sample(file) as { status: number; body: unknown };
  return problemOfAnswer({ status, statusText: '' }, body === '' ? '' : JSON.stringify(body), '');
};

/** Answers to requests that the product does not make. */
const unusedFiles = ['opportunity-delete-answer-2026.json', 'webhook-event-meta-2022.json'];

/** Parses each sample as the product does, and checks the result. */
const readers: Record<string, (file: string) => void> = {
  'custom-field-schema-shared-doc.json': (file) => {
    const fields = itemsOf(customFieldSchema, customFieldsSchema.parse(sample(file)).fields);
    expectShape(shapes.customField, fields, []);
    expect(fields.map(({ name, editable_with_roles }) => [name, editable_with_roles])).toEqual([
      ['# of users', []],
      ['Owner', undefined],
    ]);
  },
  'custom-field-schema-shared-locked-derived.json': (file) => {
    const [own, shared] = itemsOf(customFieldSchema, customFieldsSchema.parse(sample(file)).fields);
    expectShape(shapes.customField, [own, shared], []);
    expect([own?.editable_with_roles, shared?.editable_with_roles]).toEqual([[], undefined]);
  },
  'custom-fields-lead-2018.json': (file) => {
    const fields = itemsOf(customFieldSchema, customFieldsSchema.parse({ fields: listIn(file) }).fields);
    expect(fields.length).toBeGreaterThan(5);
    expect(fields[0]).toMatchObject({ type: 'choices', choices: expect.arrayContaining(['-']) });
  },
  'error-400-expired-cursor-2026.json': (file) =>
    expect(problemIn(file)).toMatchObject({ kind: 'invalid', fieldErrors: { cursor: 'Expired cursor' } }),
  'error-400-nested.json': (file) =>
    expect(problemIn(file)).toMatchObject({
      kind: 'invalid',
      fieldErrors: { contacts: 'Invalid email address.' },
    }),
  'error-400-pydantic-2026.json': (file) =>
    expect(problemIn(file)).toMatchObject({
      kind: 'invalid',
      fieldErrors: { _limit: 'Input should be less than or equal to 200' },
    }),
  'error-400-required.json': (file) =>
    expect(problemIn(file)).toMatchObject({ fieldErrors: { lead_id: 'This field is required.' } }),
  'error-400-status-choice.json': (file) =>
    expect(problemIn(file)).toMatchObject({
      fieldErrors: { status_id: expect.stringMatching(/^Not a valid choice/) },
    }),
  'error-401-2017.json': (file) => expect(problemIn(file)).toMatchObject({ kind: 'unauthorized' }),
  'error-401-permission.json': (file) => expect(problemIn(file)).toMatchObject({ kind: 'unauthorized' }),
  'error-404-errors-list.json': (file) =>
    expect(problemIn(file)).toMatchObject({ kind: 'not-found', detail: 'Source lead does not exist.' }),
  'error-404-opportunity-put.json': (file) => expect(problemIn(file)).toMatchObject({ kind: 'not-found' }),
  'error-404-opportunity.json': (file) => expect(problemIn(file)).toMatchObject({ kind: 'not-found' }),
  'error-429-2017.json': (file) => {
    expect(problemIn(file)).toMatchObject({ kind: 'rate-limited' });
    expect(readRetryAt(new Headers(sample(file).headers as Record<string, string>), 0)).toBe(596);
  },
  'error-504-empty.json': (file) =>
    expect(problemIn(file)).toMatchObject({ kind: 'timeout', detail: 'HTTP 504' }),
  'error-body-invalid-json.json': (file) =>
    expect(problemIn(file)).toMatchObject({ detail: 'The request contains invalid JSON.' }),
  'files-upload-answer.json': (file) => {
    const { download, upload } = sample(file) as { download: { url: string }; upload: { fields: Json } };
    expect(isFileAddress(download.url)).toBe(true);
    expect(Object.keys(upload.fields)).toContain('success_action_status');
  },
  'lead-eur-custom-2018.json': (file) => {
    const [lead] = itemsOf(foundLeadSchema, listSchema.parse({ data: [sample(file)] }).data);
    expectOpportunities(listIn(file, 'opportunities'));
    expect(itemsOf(opportunitySchema, lead?.opportunities ?? [])).toMatchObject([{ confidence: 100 }]);
  },
  'lead-with-opportunities-2026.json': (file) => {
    const lead = sample(file);
    expectShape(shapes.lead, [lead]);
    expect(leadSchema.parse(lead).display_name).not.toBe('');
    const { contacts } = leadContactsSchema.parse(lead);
    expect(itemsOf(contactSchema, contacts ?? [])[0]?.name).toBe('Alice Example');
    expectOpportunities(listIn(file, 'opportunities'));
  },
  'me-2026.json': (file) => {
    expectShape(shapes.me, [sample(file)]);
    const me = meSchema.parse(sample(file));
    expect(me.memberships?.[0]?.permissions_granted).toContain('manage_others_opportunities');
  },
  'oauth-token-answer.json': (file) =>
    expect(tokensSchema.parse(sample(file))).toMatchObject({ expires_in: 3600 }),
  'opportunity-before-pipelines-2024.json': (file) => expectOpportunities([sample(file)]),
  'opportunity-cad-multi-pipeline-2019.json': (file) => expectOpportunities([sample(file)]),
  'opportunity-custom-link-doc.json': (file) => expectOpportunities([sample(file)]),
  'opportunity-custom-values-2025.json': (file) => expectOpportunities([sample(file)]),
  'opportunity-get-2026.json': (file) => expectOpportunities([sample(file)]),
  // Uses each key with each of its types.
  'opportunity-inferred-types-2026.json': (file) => {
    const examples: Json = { null: null, string: '2026-06-19', number: 1, array: [], 'array (empty)': [] };
    const typesOf = (types: unknown) => [types].flat() as string[];
    for (const index of [0, 1]) {
      const answer = Object.fromEntries(
        Object.entries(sample(file)).map(([key, types]) => {
          const list = typesOf(types);
          return [key, examples[list[index] ?? list[0] ?? '']];
        }),
      );
      expect(toOpportunity(opportunitySchema.parse(answer)).id).toBe('2026-06-19');
    }
  },
  'opportunity-integration-links-2025.json': (file) => expectOpportunities([sample(file)]),
  'opportunity-list-2026.json': (file) => expectList(file),
  'opportunity-list-gbp-2018.json': (file) => expectList(file),
  'opportunity-list-null-values-2017.json': (file) => expectList(file),
  'opportunity-post-2026.json': (file) => expectOpportunities([sample(file)]),
  'opportunity-post-requests.json': (file) => {
    const keys = Object.values(sample(file)).flatMap((body) => Object.keys(body as Json));
    // Only new deals are sent with a lead.
    expect(keys.filter((key) => key !== 'lead_id' && !(key in settableKeys))).toEqual([]);
  },
  'opportunity-put-2026.json': (file) => expectOpportunities([sample(file)]),
  'pipelines-2026.json': (file) => expectPipelines(file),
  'pipelines-naive-dates-2024.json': (file) => expectPipelines(file),
  'ratelimit-headers-2026.json': (file) => {
    const waits = Object.fromEntries(
      Object.entries(sample(file)).map(([name, headers]) => [
        name,
        readRetryAt(new Headers(headers as Record<string, string>), 0),
      ]),
    );
    // If Close sends both, `reset` is exact and `retry-after` is rounded up.
    expect(waits).toEqual({ documented: 5000, 'seen 3 Aug 2026': 1000, 'seen 2017': 596, 'on 429': 600 });
  },
  'users-2026.json': (file) => {
    expectShape(shapes.user, listIn(file));
    expect(itemsOf(userSchema, usersSchema.parse(sample(file)).data)[0]?.first_name).toBe('Dana');
  },
  'webhook-opportunity-won-2019.json': (file) =>
    expectOpportunities([(sample(file).event as { data: Json }).data]),
};

function expectList(file: string): void {
  const deals = itemsOf(opportunitySchema, listSchema.parse(sample(file)).data);
  expect(deals).toHaveLength(listIn(file).length);
  expectOpportunities(listIn(file));
}

function expectPipelines(file: string): void {
  expectShape(shapes.pipeline, listIn(file));
  const types = pipelinesSchema.parse(sample(file)).data[0]?.statuses.map(({ type }) => type);
  expect(new Set(types)).toEqual(new Set(['active', 'won', 'lost']));
}

describe('answers recorded from Close', () => {
  it('every file has a reader or is listed as unused', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect([...Object.keys(readers), ...unusedFiles].sort()).toEqual(files.sort());
  });

  it.each(Object.entries(readers))('%s is parsed', (file, read) => read(file));
});
