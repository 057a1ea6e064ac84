// The shapes of Close's answers, written by hand and independent of all other code, because a drift of the sandbox
// or of the product's schemas would go unnoticed otherwise.

export type Presence = 'always' | 'usually' | 'sometimes';

/** A key of an answer: how often it is present, whether a value has its type, and values that Close has sent. */
export type Row = {
  key: string;
  presence: Presence;
  isRight: (value: unknown) => boolean;
  examples: unknown[];
};

type Check = (value: unknown) => boolean;

const ID_43 = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V';
const MOMENT = '2026-06-19T12:06:03.159000+00:00';

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isInteger: Check = (value) => Number.isInteger(value);
const isBoolean: Check = (value) => typeof value === 'boolean';
const isObject: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isId = (prefix: string) => matches(new RegExp(`^${prefix}_[0-9A-Za-z]{43}$`));
const isShortId = (prefix: string) => matches(new RegExp(`^${prefix}_[0-9A-Za-z]{22}$`));
const isMoment = matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00$/);
const isDay = matches(/^\d{4}-\d\d-\d\d$/);
const isPipelineDate = matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$/);
const isLocalMember: Check = (value) => mismatches(membershipShape, value).length === 0;

function rows(presence: Presence, table: [key: string, isRight: Check, ...examples: unknown[]][]): Row[] {
  return table.map(([key, isRight, ...examples]) => ({ key, presence, isRight, examples }));
}

const statuses = [{ id: `stat_${ID_43}`, label: 'Demo done', type: 'active' }];
const membership = {
  id: `memb_${ID_43}`,
  user_id: `user_${ID_43}`,
  organization_id: `orga_${ID_43}`,
  role_id: 'admin',
  permissions_granted: [],
};

const statusShape = rows('always', [
  ['id', isId('stat'), `stat_${ID_43}`],
  ['label', isText, 'Demo done'],
  ['type', matches(/^(active|won|lost)$/), 'active'],
]);

const membershipShape = rows('always', [
  ['organization_id', isId('orga'), `orga_${ID_43}`],
  ['role_id', isText, 'admin'],
  ['permissions_granted', listOf(isText), []],
]);

const organizationShape = rows('always', [
  ['id', isId('orga'), `orga_${ID_43}`],
  ['name', isText, 'Alder & Finch'],
  ['currency', matches(/^[A-Z]{3}$/), 'USD'],
  ['currency_symbol', isText, '$'],
  ['pipelines', listOf(isObject), []],
]);

export const shapes = {
  opportunity: [
    ...rows('always', [
      ['id', isId('oppo'), `oppo_${ID_43}`],
      ['lead_id', isId('lead'), `lead_${ID_43}`],
      ['organization_id', isId('orga'), `orga_${ID_43}`],
      ['contact_id', orNull(isId('cont')), null, `cont_${ID_43}`],
      ['user_id', orNull(isId('user')), `user_${ID_43}`, null],
      ['created_by', orNull(isId('user')), null],
      ['updated_by', orNull(isId('user')), `user_${ID_43}`, null],
      ['date_created', isMoment, MOMENT],
      ['date_updated', isMoment, MOMENT],
      ['date_won', orNull(isDay), null, '2026-12-12'],
      ['date_lost', orNull(isMoment), null],
      ['status_id', isId('stat'), `stat_${ID_43}`],
      ['confidence', isInteger, 75],
      ['value', orNull(isInteger), 500, null, 0],
      ['value_period', matches(/^(one_time|monthly|annual)$/), 'monthly', 'one_time', 'annual'],
      ['expected_value', orNull(isNumber), 375, null],
      ['annualized_value', orNull(isNumber), 6000, null],
      ['annualized_expected_value', orNull(isNumber), 4500, null],
      ['note', isText, '', 'Two lines\nof text'],
    ]),
    ...rows('usually', [
      ['note_html', orNull(isText), '<body><p>Two lines</p></body>', null],
      ['lead_name', isText, 'Marlow Robotics'],
      ['contact_name', orNull(isText), null],
      ['user_name', orNull(isText), 'Ana Ruiz', null],
      ['created_by_name', orNull(isText), null],
      ['updated_by_name', orNull(isText), 'Sam Lee', null],
      ['status_label', isText, 'Demo done'],
      ['status_display_name', isText, 'Demo done'],
      ['status_type', matches(/^(active|won|lost)$/), 'active', 'won', 'lost'],
      ['pipeline_id', isShortId('pipe'), 'pipe_a1B2c3D4e5F6g7H8i9J0k1'],
      ['pipeline_name', isText, 'Sales'],
      ['value_currency', matches(/^[A-Z]{3}$/), 'USD'],
      ['value_formatted', orNull(isText), '$5 monthly', '', null],
      ['attachments', listOf(isObject), []],
      ['integration_links', listOf(isObject), []],
    ]),
    ...rows('sometimes', [
      ['lead_primary_email', orNull(isObject), null],
      ['lead_primary_phone', orNull(isObject), null],
      ['comment_summary', orNull(isObject), { count: 2 }],
      ['is_stalled', isBoolean, false],
      [
        'stall_status',
        orNull(isObject),
        null,
        { communication_issue: 'no_issue', next_action: { action: 'follow_up', justification: '' } },
      ],
      ['suggested_action', orNull(isObject), { action: 'change_status', details: {}, justification: '' }],
      [`custom.cf_${ID_43}`, (value) => value !== undefined, 'Send quote', 12.5, ['Widget A'], { any: 1 }],
    ]),
  ],
  pipeline: [
    ...rows('always', [
      ['id', isShortId('pipe'), 'pipe_a1B2c3D4e5F6g7H8i9J0k1'],
      ['name', isText, 'Sales'],
      ['statuses', listOf((status) => mismatches(statusShape, status).length === 0), statuses, []],
    ]),
    ...rows('usually', [
      ['organization_id', isId('orga'), `orga_${ID_43}`],
      ['date_created', isPipelineDate, '2025-02-03T10:11:12.131415'],
      ['date_updated', isPipelineDate, '2025-02-03T10:11:12.131415'],
    ]),
  ],
  status: statusShape,
  customField: [
    ...rows('always', [
      ['id', isId('cf'), `cf_${ID_43}`],
      ['name', isText, 'Products'],
      ['type', isText, 'choices', 'text', 'a_type_of_the_future'],
    ]),
    ...rows('usually', [
      ['description', orNull(isText), null, 'What they want'],
      ['choices', orNull(listOf(isText)), ['Widget A', ' -', 'É'], null],
      ['accepts_multiple_values', isBoolean, true, false],
      ['is_shared', isBoolean, false],
      ['referenced_custom_type_id', orNull(isText), null],
      ['back_reference_is_visible', orNull(isBoolean), false],
    ]),
    // A shared field has only `associations`, an own field only its own list of roles.
    ...rows('sometimes', [
      ['editable_with_roles', listOf(isText), [], ['admin', 'role_a1B2c3D4e5F6g7H8i9J0k1']],
      [
        'associations',
        listOf(isObject),
        [{ object_type: 'opportunity', editable_with_roles: [], required: false }],
      ],
    ]),
  ],
  me: [
    ...rows('always', [
      ['id', isId('user'), `user_${ID_43}`],
      ['first_name', isText, 'Ana', ''],
      ['last_name', isText, 'Ruiz', ''],
      ['email', isText, 'ana.ruiz@alder-finch.example.com'],
      ['memberships', listOf((one) => isLocalMember(one)), [membership]],
      [
        'organizations',
        listOf((one) => mismatches(organizationShape, one).length === 0),
        [
          {
            id: `orga_${ID_43}`,
            name: 'Alder & Finch',
            currency: 'USD',
            currency_symbol: '$',
            pipelines: [],
          },
        ],
      ],
    ]),
  ],
  membership: membershipShape,
  organization: organizationShape,
  user: rows('always', [
    ['id', isId('user'), `user_${ID_43}`],
    ['first_name', isText, 'Ana', ''],
    ['last_name', isText, 'Ruiz', ''],
    ['email', isText, 'ana.ruiz@alder-finch.example.com'],
  ]),
  lead: [
    ...rows('always', [
      ['id', isId('lead'), `lead_${ID_43}`],
      ['display_name', isText, 'Marlow Robotics'],
    ]),
    ...rows('usually', [
      [
        'html_url',
        matches(/^https:\/\/app\.close\.com\/lead\/lead_[0-9A-Za-z]{43}\/$/),
        `https://app.close.com/lead/lead_${ID_43}/`,
      ],
      ['contacts', listOf(isObject), [{ id: `cont_${ID_43}`, name: 'Lena Marlow' }]],
    ]),
  ],
} satisfies Record<string, Row[]>;

/** Describes each key of an answer that does not match the shape. Unknown keys are allowed. */
export function mismatches(shape: Row[], answer: unknown, missing: Presence[] = ['always']): string[] {
  if (!isObject(answer)) return ['not an object'];
  const values = answer as Record<string, unknown>;
  return shape.flatMap(({ key, presence, isRight }) => {
    if (!(key in values)) return missing.includes(presence) ? [`${key} is missing`] : [];
    return isRight(values[key]) ? [] : [`${key} is wrong: ${JSON.stringify(values[key])}`];
  });
}

/** Returns answers of the shape that a parser must accept: minimal, complete, and one for each other example. */
export function samplesOf(shape: Row[]): Record<string, unknown>[] {
  const build = (isWanted: (row: Row) => boolean) =>
    Object.fromEntries(shape.filter(isWanted).map(({ key, examples }) => [key, examples[0]]));
  const full = build(() => true);
  const others = shape.flatMap(({ key, examples }) =>
    examples.slice(1).map((one) => ({ ...full, [key]: one })),
  );
  const withoutOne = shape
    .filter(({ presence }) => presence !== 'always')
    .map(({ key }) => build((row) => row.key !== key));
  return [
    build(({ presence }) => presence === 'always'),
    full,
    { ...full, from_the_future: { a: 1 } },
    ...others,
    ...withoutOne,
  ];
}
