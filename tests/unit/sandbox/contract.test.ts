import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { readItems } from '../../../lib/close-api/read-items.ts';
import {
  customFieldSchema,
  customFieldsSchema,
  leadSchema,
  listSchema,
  meSchema,
  opportunitySchema,
  pipelinesSchema,
} from '../../../lib/close-api/schemas.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { type CallApi, createCallApi } from './call-api.ts';
import { mismatches, type Row, samplesOf, shapes } from './shapes.ts';

let sandbox: Sandbox;
let call: CallApi;

beforeAll(async () => {
  sandbox = await startSandbox();
  call = createCallApi(sandbox);
});

afterAll(() => sandbox.stop());

async function getList(path: string, key: string, apiKey: string = keys.ana): Promise<unknown[]> {
  const { status, body } = await call('GET', path, { key: apiKey });
  expect(status).toBe(200);
  const list = (body as Record<string, unknown>)[key];
  if (!Array.isArray(list)) throw new Error(`${path} has no list "${key}"`);
  return list;
}

/** Compares every item with the shape; the item `sparseId` may lack the usual keys. */
function expectShape(shape: Row[], items: unknown[], sparseId?: string) {
  expect(items.length).toBeGreaterThan(0);
  for (const item of items) {
    const { id } = item as { id: string };
    const needed = id === sparseId ? (['always'] as const) : (['always', 'usually'] as const);
    expect(mismatches(shape, item, [...needed]), id).toEqual([]);
  }
}

describe("the sandbox answers in the shapes of Close's API:", () => {
  test.each([
    ['Alder & Finch', keys.ana],
    ['Bryggen Handel', keys.bryggen],
  ])('every opportunity of %s', async (_name, key) => {
    const items = await getList('/opportunity/?_limit=200', 'data', key);
    expectShape(shapes.opportunity, items, ids.deals.sparse);
  });

  test('a single opportunity, and the answer to a change', async () => {
    const path = `/opportunity/${ids.sampleDeal}/`;
    const read = await call('GET', path);
    const changed = await call('PUT', path, { body: { confidence: 60 } });
    expectShape(shapes.opportunity, [read.body, changed.body]);
  });

  test('pipelines', async () => {
    expectShape(shapes.pipeline, await getList('/pipeline/', 'data'));
  });

  test('custom fields, in a list called fields without paging', async () => {
    const { body } = await call('GET', '/custom_field_schema/opportunity/');
    expect(Object.keys(body as object).sort()).toEqual(['fields', 'name', 'object_type', 'organization_id']);
    const fields = await getList('/custom_field_schema/opportunity/', 'fields');
    expectShape(shapes.customField, fields, ids.fields.legacyCode);
  });

  test('the roles of a shared field are only in its entry for opportunities', async () => {
    const fields = (await getList('/custom_field_schema/opportunity/', 'fields')) as Record<
      string,
      unknown
    >[];
    const shared = fields.filter(({ associations }) => associations);
    expect(shared.map(({ id }) => id)).toEqual([ids.fields.accountTier]);
    expect(shared[0]).not.toHaveProperty('editable_with_roles');
    expect(shared[0]?.associations).toEqual([
      { object_type: 'opportunity', editable_with_roles: [], required: false },
    ]);
  });

  test('the user of the key', async () => {
    expectShape(shapes.me, [(await call('GET', '/me/')).body]);
  });

  test('people', async () => {
    expectShape(shapes.user, await getList('/user/?_limit=100', 'data'));
  });

  test('memberships, including inactive ones', async () => {
    const path = `/organization/${ids.organizations.alder}/`;
    for (const key of ['memberships', 'inactive_memberships']) {
      const items = await getList(path, key);
      expectShape(shapes.membership, items);
      for (const item of items) expect(item).toHaveProperty('user_full_name', expect.any(String));
    }
  });

  test('a lead', async () => {
    expectShape(shapes.lead, [(await call('GET', `/lead/${ids.sampleLead}/`)).body]);
  });

  test('the sandbox sends each key that Close sends only sometimes', async () => {
    const items = (await getList('/opportunity/?_limit=200', 'data')) as Record<string, unknown>[];
    const seen = new Set(items.flatMap((item) => Object.keys(item)));
    for (const key of ['comment_summary', 'is_stalled', 'stall_status', 'suggested_action']) {
      expect(seen).toContain(key);
    }
  });
});

/** Reports success if no item of a list was dropped as unreadable. */
const whole = (schema: z.ZodMiniType, list: readonly unknown[]) => ({
  success: readItems(schema, list).unreadable === 0,
});

/** Lists the product's parsers; each wraps one object in an answer and parses it. */
const readers: [
  name: string,
  shape: Row[],
  read: (object: unknown) => { success: boolean; error?: unknown },
][] = [
  ['opportunity', shapes.opportunity, (object) => opportunitySchema.safeParse(object)],
  [
    'list of opportunities',
    shapes.opportunity,
    (object) =>
      whole(opportunitySchema, listSchema.parse({ data: [object], has_more: false, total_results: 1 }).data),
  ],
  ['pipelines', shapes.pipeline, (object) => pipelinesSchema.safeParse({ data: [object] })],
  [
    'custom fields',
    shapes.customField,
    (object) => whole(customFieldSchema, customFieldsSchema.parse({ fields: [object] }).fields),
  ],
  ['me', shapes.me, (object) => meSchema.safeParse(object)],
  ['lead', shapes.lead, (object) => leadSchema.safeParse(object)],
];

describe("the product parses the shapes of Close's API:", () => {
  test.each(readers)(
    '%s: minimal, complete, with unknown keys and with every known kind of value',
    (_name, shape, read) => {
      for (const sample of samplesOf(shape)) {
        const result = read(sample);
        expect(result.success, `${JSON.stringify(sample)} ${String(result.error ?? '')}`).toBe(true);
      }
    },
  );
});
