import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { checkedId } from '../../lib/close-api/checked-id.ts';
import {
  contactSchema,
  customFieldSchema,
  formerMembersSchema,
  leadSchema,
  meSchema,
  opportunitySchema,
  pipelinesSchema,
  userSchema,
  usersSchema,
} from '../../lib/close-api/schemas.ts';
import { authorizationOf } from '../../lib/connection/authorization.ts';
import { root } from '../../tests/harness/root.ts';
import { findDifferences } from './answer-shape.ts';
import { createService, type Raw } from './service.ts';
import type { Options } from './verify-live.ts';

type Ids = { opportunity: string; lead: string; organization: string };

/** A request of the product, the schema that reads its answer, and recorded answers. */
type Reading = { path(ids: Ids): string; schema: z.ZodMiniType; recorded: string[] };

const readings: readonly Reading[] = [
  {
    path: ({ opportunity }) => `/opportunity/${opportunity}/`,
    schema: opportunitySchema,
    recorded: [
      ...['opportunity-get-2026.json', 'opportunity-put-2026.json', 'opportunity-custom-values-2025.json'],
    ],
  },
  {
    path: ({ lead }) => `/opportunity/?_limit=200&lead_id=${lead}`,
    schema: z.object({ data: z.array(opportunitySchema) }),
    recorded: ['opportunity-list-2026.json'],
  },
  {
    path: ({ lead }) => `/lead/${lead}/?_fields=id,display_name,contacts`,
    schema: z.extend(leadSchema, { contacts: z.optional(z.nullable(z.array(contactSchema))) }),
    recorded: ['lead-with-opportunities-2026.json'],
  },
  { path: () => '/me/', schema: meSchema, recorded: ['me-2026.json'] },
  { path: () => '/pipeline/', schema: pipelinesSchema, recorded: ['pipelines-2026.json'] },
  {
    path: () => '/custom_field_schema/opportunity/',
    schema: z.object({ fields: z.array(customFieldSchema) }),
    recorded: ['custom-field-schema-shared-doc.json', 'custom-field-schema-shared-locked-derived.json'],
  },
  {
    path: () => '/user/?_limit=100&_fields=id,first_name,last_name,email',
    schema: z.extend(usersSchema, { data: z.array(userSchema) }),
    recorded: ['users-2026.json'],
  },
  {
    path: ({ organization }) => `/organization/${organization}/?_fields=id,inactive_memberships`,
    schema: formerMembersSchema,
    recorded: [],
  },
];

const placeholders: Ids = { opportunity: 'oppo_…', lead: 'lead_…', organization: 'orga_…' };

/**
 * Reads what the product reads, changes nothing, and prints which keys are new, missing or of another type, without any
 * value. Returns the exit code: 1 if the code cannot read an answer of that shape, or if there was no answer.
 */
export async function verifyShapes({ key, opportunityId, print, stop }: Options): Promise<number> {
  if (key === '') {
    print(
      'Nothing was sent: CLOSE_API_KEY is not set. With a key and the id of an opportunity, these are read:',
    );
    for (const { path } of readings) print(`  GET ${path(placeholders)}`);
    return 0;
  }
  try {
    const service = createService(authorizationOf(key));
    const { json: deal } = await service.send('GET', `/opportunity/${checkedId('oppo', opportunityId)}/`);
    const ids = {
      opportunity: opportunityId,
      lead: checkedId('lead', String(deal.lead_id)),
      organization: checkedId('orga', String(deal.organization_id)),
    };
    let isReadable = true;
    for (const { path, schema, recorded } of readings) {
      stop.throwIfAborted();
      const { status, json } = await service.send('GET', path(ids));
      const lines =
        status === 200 ? describe(schema, json, recorded) : [{ text: `! status ${status}`, doesBreak: true }];
      print(`GET ${path(placeholders)}${lines.length === 0 ? ': as expected' : ''}`);
      for (const { text } of lines) print(`  ${text}`);
      isReadable &&= lines.every(({ doesBreak }) => !doesBreak);
    }
    return isReadable ? 0 : 1;
  } catch (error) {
    print(`Stopped: ${error instanceof Error ? error.message : 'unknown error'}`);
    return 1;
  }
}

function describe(schema: z.ZodMiniType, answer: Raw, recorded: readonly string[]) {
  const samples = recorded.map((file) =>
    JSON.parse(readFileSync(join(root, 'tests', 'close-samples', file), 'utf8')),
  );
  return findDifferences(schema, [answer], samples).map(({ place, what, doesBreak }) => ({
    text: `${doesBreak ? '!' : '-'} ${place}: ${what}`,
    doesBreak,
  }));
}
