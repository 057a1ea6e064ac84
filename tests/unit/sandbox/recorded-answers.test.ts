import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLacking } from '../../../scripts/verify-live/answer-shape.ts';
import { ids } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { createCallApi } from './call-api.ts';

// The sandbox against answers that Close has given, key by key, so that neither can change without the other.

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

/** Places of a recorded answer that the sandbox leaves out on purpose. */
type LeftOut = { because: string; places: string[] };

type Comparison = { file: string; method?: 'PUT'; path: string; body?: unknown; leftOut: LeftOut[] };

const calling = 'settings of calls and mail, which nothing in the product reads';
const deal = `/opportunity/${ids.sampleDeal}/`;

const comparisons: Comparison[] = [
  { file: 'opportunity-get-2026.json', path: deal, leftOut: [] },
  { file: 'opportunity-put-2026.json', method: 'PUT', path: deal, body: { confidence: 60 }, leftOut: [] },
  {
    file: 'opportunity-list-2026.json',
    path: '/opportunity/?_limit=200',
    leftOut: [
      {
        because: 'totals of a list, which are not shown',
        places: ['expected_value', 'total_value'].flatMap((total) =>
          ['annual', 'annualized', 'monthly', 'one_time'].flatMap((period) => [
            ...[`${total}_${period}`, `${total}_${period}_formatted`],
          ]),
        ),
      },
    ],
  },
  { file: 'opportunity-custom-values-2025.json', path: deal, leftOut: [] },
  { file: 'opportunity-integration-links-2025.json', path: deal, leftOut: [] },
  { file: 'pipelines-2026.json', path: '/pipeline/', leftOut: [] },
  {
    file: 'custom-field-schema-shared-doc.json',
    path: '/custom_field_schema/opportunity/',
    leftOut: [
      {
        because: 'no field of the sandbox is shared with a custom activity',
        places: ['fields[].associations[].custom_activity_type_id'],
      },
    ],
  },
  {
    file: 'custom-field-schema-shared-locked-derived.json',
    path: '/custom_field_schema/opportunity/',
    leftOut: [],
  },
  {
    file: 'me-2026.json',
    path: '/me/',
    leftOut: [
      {
        because: calling,
        places: [
          ...['all_group_numbers', 'connected_accounts', 'email_accounts', 'email_signatures', 'phone'],
          ...['outbound_carrier', 'phone_numbers', 'preferred_twilio_edge'],
          ...[
            ...['auto_record_calls', 'default_caller_id', 'hangup_recording_url', 'primary_personal_number'],
            ...['may_workflows_impersonate', 'track_email_opens'],
          ].map((key) => `memberships[].${key}`),
          ...[
            ...['abandonment_message_url', 'enable_unsubscribe_link', 'leads_email', 'transcript_enabled'],
            ...['limit_of_connected_accounts_per_membership', 'predictive_dialer_status'],
            'require_unsubscribe_link',
          ].map((key) => `organizations[].${key}`),
        ],
      },
      {
        because: 'the account and its plan, which nothing in the product reads',
        places: [
          ...['country', 'google_profile_image_url', 'is_passwordless', 'totp_auth_state'],
          ...['memberships[].is_free', 'memberships[].onboarding_status'],
          ...[
            ...['billing_account_id', 'created_by', 'date_created', 'date_updated', 'features', 'plan_id'],
            ...['plan_type', 'plan_version', 'status', 'updated_by'],
          ].map((key) => `organizations[].${key}`),
        ],
      },
      {
        because: 'leads, and statuses that the product reads from pipelines',
        places: ['lead_custom_fields', 'lead_statuses', 'opportunity_statuses'].map(
          (key) => `organizations[].${key}`,
        ),
      },
    ],
  },
  {
    file: 'users-2026.json',
    path: '/user/?_limit=100',
    leftOut: [{ because: 'pictures are not shown', places: ['data[].google_profile_image_url'] }],
  },
  {
    file: 'lead-with-opportunities-2026.json',
    path: `/lead/${ids.sampleLead}/`,
    leftOut: [
      {
        because: 'of a lead the product reads its name, contacts and deals alone',
        places: [
          ...['addresses', 'created_by', 'created_by_name', 'custom', 'integration_links', 'status_id'],
          ...['status_label', 'tasks', 'updated_by', 'updated_by_name'],
        ],
      },
      {
        because: 'of a contact the product reads its name, addresses and numbers alone',
        places: [
          ...['created_by', 'emails[].is_unsubscribed', 'integration_links', 'phones[].country', 'timezone'],
          ...['phones[].phone_formatted', 'timezone_source', 'updated_by'],
        ].map((key) => `contacts[].${key}`),
      },
    ],
  },
];

describe.each(comparisons)('the sandbox, compared with $file', ({ file, method, path, body, leftOut }) => {
  it('has every key in the same type, apart from those left out on purpose', async () => {
    const answer = await createCallApi(sandbox)(method ?? 'GET', path, { body });
    expect(answer.status).toBe(200);
    const recorded = JSON.parse(
      readFileSync(new URL(`../../close-samples/${file}`, import.meta.url), 'utf8'),
    );
    const lacking = findLacking(recorded, [answer.body]).map(({ place, what }) => `${place}: ${what}`);
    const expected = leftOut.flatMap(({ places }) => places.map((place) => `${place}: missing`));
    expect(lacking.sort()).toEqual(expected.sort());
  });
});
