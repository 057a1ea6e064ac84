import type { CustomField } from '../../../lib/model/custom-field.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import type { Pipeline } from '../../../lib/model/pipeline.ts';
import type { FieldChange } from '../../../lib/model/quick-action.ts';
import type { LineContext, LinePart } from '../../../lib/one-line/line.ts';
import { localDay } from '../../../lib/opportunity/dates.ts';
import { sampleOpportunity } from '../samples/deal.ts';

export const pipelines: Pipeline[] = [
  {
    id: 'pipe_sales',
    name: 'Sales',
    statuses: [
      { id: 'stat_discovery', label: 'Discovery', type: 'active' },
      { id: 'stat_demo', label: 'Demo done', type: 'active' },
      { id: 'stat_proposal', label: 'Proposal sent', type: 'active' },
      { id: 'stat_pilot', label: 'Pilot started', type: 'active' },
      { id: 'stat_negotiation', label: 'Négociation', type: 'active' },
      { id: 'stat_won', label: 'Won', type: 'won' },
      { id: 'stat_lost', label: 'Lost', type: 'lost' },
    ],
  },
  {
    id: 'pipe_renewals',
    name: 'Renewals',
    statuses: [
      { id: 'stat_quote', label: 'Quote out', type: 'active' },
      { id: 'stat_demo2', label: 'Demo', type: 'active' },
      { id: 'stat_signed', label: 'Signed', type: 'won' },
      { id: 'stat_gone', label: 'Lost', type: 'lost' },
    ],
  },
];

function custom(id: string, name: string, type: string, more: Partial<CustomField> = {}): CustomField {
  return {
    ...{ id, name, type, description: '', choices: [], isMultiple: false },
    ...{ editableWithRoles: [], isConverting: false, ...more },
  };
}

export const customFields: CustomField[] = [
  custom('cf_step', 'Next step', 'text'),
  custom('cf_terms', 'Terms', 'textarea'),
  custom('cf_products', 'Products', 'choices', {
    choices: ['Widget A', 'Widget B', 'Widget C', 'Gadget', 'Red, large', '+Plus'],
    isMultiple: true,
  }),
  custom('cf_source', 'Lead source', 'choices', { choices: ['Trade fair', 'Referral', 'Cold call', 'Web'] }),
  custom('cf_seats', 'Number of seats', 'number'),
  custom('cf_demo', 'Demo date', 'date'),
  custom('cf_call', 'Call at', 'datetime'),
  custom('cf_engineer', 'Engineer', 'user'),
  custom('cf_team', 'Team', 'user', { isMultiple: true }),
  custom('cf_buyer', 'Buyer', 'contact'),
  custom('cf_secret', 'Discount', 'text', { editableWithRoles: ['role_admin'] }),
  custom('cf_score', 'Health score', 'weighted_score'),
];

const values: Values = {
  status_id: 'stat_demo',
  confidence: 75,
  value: 1_250_000,
  value_period: 'one_time',
  date_won: '2026-12-12',
  user_id: 'user_ana',
  contact_id: 'cont_lena',
  note: 'Met at the fair',
  'custom.cf_step': 'Send quote',
  'custom.cf_products': ['Widget A', 'Widget C'],
  'custom.cf_demo': '2026-12-01',
  'custom.cf_call': '2026-12-01T09:00:00.000Z',
};

export const people = {
  user: [
    { id: 'user_ana', name: 'Ana Ruiz' },
    { id: 'user_samlee', name: 'Sam Lee' },
    { id: 'user_samortiz', name: 'Sam Ortiz' },
    { id: 'user_zoe', name: 'Zoë Müller' },
    { id: 'user_twin1aaaaaa', name: 'Kim Park' },
    { id: 'user_twin2bbbbbb', name: 'Kim Park' },
  ],
  contact: [
    { id: 'cont_lena', name: 'Lena Vogt' },
    { id: 'cont_omar', name: 'Omar Haddad' },
  ],
};

/** A Wednesday. */
const now = new Date(2026, 10, 25, 10);

type Overrides = Partial<Omit<LineContext, 'opportunity'>> & {
  values?: Values;
  opportunity?: Partial<Opportunity>;
};

/** Creates what a line about the fictional deal of Marlow Robotics is read with. */
export function lineContext({ values: own, opportunity, ...more }: Overrides = {}): LineContext {
  return {
    opportunity: sampleOpportunity({ ...values, ...own }, { leadName: 'Marlow Robotics', ...opportunity }),
    catalog: { pipelines, customFields },
    connection: { userId: 'user_ana', roleId: 'role_sales' },
    people,
    now,
    locale: 'en-US',
    ...more,
  };
}

/** Three fictional deals: an active one, a won one, and an active one of the other pipeline that holds almost nothing. */
export const deals: Record<'marlow' | 'halden' | 'sunfield', Parameters<typeof lineContext>[0]> = {
  marlow: {},
  halden: {
    values: { status_id: 'stat_won', confidence: 100, date_won: '2026-11-20' },
    opportunity: { leadName: 'Halden Foods', currency: 'EUR' },
  },
  sunfield: {
    values: {
      ...{ status_id: 'stat_quote', confidence: 50, value: null, date_won: null, user_id: null, note: null },
      ...{ 'custom.cf_step': null, 'custom.cf_products': null, 'custom.cf_call': null },
    },
    opportunity: { leadName: 'Sunfield Co-op', currency: 'GBP' },
  },
};

const shortNames: Record<string, string> = {
  status_id: 'status',
  value_period: 'period',
  date_won: 'close',
  user_id: 'owner',
  contact_id: 'contact',
};

/** Writes what a line means in a short form: "status=proposal, value-=500, !ambiguous 60". */
export function describeLine(line: string, parts: readonly LinePart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'problem') return `!${part.problem} ${line.slice(part.start, part.end)}`;
      const field = shortNames[part.field] ?? part.field.replace('custom.cf_', '');
      return `${field}${describeChange(part.field, part.change)}${part.others.length > 0 ? '?' : ''}`;
    })
    .join(' & ');
}

function describeChange(field: string, change: FieldChange): string {
  const short = (value: unknown) => {
    if (field === 'value') return Number(value) / 100;
    const moment = field === 'custom.cf_call' && new Date(String(value));
    if (moment && !Number.isNaN(moment.getTime()))
      return `${localDay(moment)} ${moment.getHours()}:${String(moment.getMinutes()).padStart(2, '0')}`;
    return String(value)
      .replace(/^(?:stat|user|cont)_/, '')
      .replace(/\n/g, '⏎');
  };
  switch (change.how) {
    case 'set':
      return Array.isArray(change.value) ? `=[${change.value.join('|')}]` : `=${short(change.value)}`;
    case 'add':
      return `+${short(change.value)}`;
    case 'remove':
      return `-${short(change.value)}`;
    case 'append':
      return `<<${short(change.value)}`;
    case 'raise':
      return `+=${short(change.by)}`;
    case 'move':
      return `+=${change.by} ${change.unit}`;
    default:
      return `=(${change.how})`;
  }
}
