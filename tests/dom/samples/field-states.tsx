import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { failure } from '../../../lib/model/result.ts';
import { encodeAttachment } from '../../../lib/opportunity/attachments.ts';
import { showAllFields, showDeal } from '../harness/show.tsx';
import { customField, dealView } from './deals.ts';

/** A visible state of the UI, and how to open it. */
export type State = { name: string; open(): unknown };

/** Waits until this text is visible. */
export const seen = (text: string | RegExp) => expect.element(page.getByText(text).first()).toBeVisible();

const everyType = [
  customField(),
  customField({ id: 'cf_area', name: 'Background', type: 'textarea' }),
  customField({ id: 'cf_seats', name: 'Seats', type: 'number' }),
  customField({ id: 'cf_date', name: 'Kick-off', type: 'date' }),
  customField({ id: 'cf_time', name: 'Meeting', type: 'datetime' }),
  customField({ id: 'cf_source', name: 'Source', type: 'choices', choices: ['Web', 'Fair'] }),
  customField({
    id: 'cf_tags',
    name: 'Products',
    type: 'choices',
    choices: ['Arms', 'Belts'],
    isMultiple: true,
  }),
  customField({ id: 'cf_locked', name: 'Legal review', editableWithRoles: ['role_admin'] }),
  customField({ id: 'cf_user', name: 'Engineers', type: 'user', isMultiple: true }),
  customField({ id: 'cf_long', name: 'The reason why they left us for another supplier last year' }),
];
const everyValue = {
  'custom.cf_step': 'Send offer',
  'custom.cf_source': 'Fax',
  'custom.cf_tags': ['Arms', 'A product with quite a long name of its own'],
  'custom.cf_user': ['user_ana', 'user_sam'],
  'custom.cf_long': 'Marlow'.repeat(20),
  note: 'Met at the fair',
};

const changedEntries = [
  ['Next step', 'Call back'],
  ['Background', 'They make robots.'],
  ['Seats', '20'],
  ['Kick-off', '2027-01-31'],
  ['Meeting', '2027-01-31T08:05'],
  ['Value', '20k'],
  ['Estimated close', '2027-01-31'],
  ['Note', 'Met in May'],
] as const;

/** Every kind of field: empty, filled, changed, invalid, locked, and with its list open. */
export const fieldStates: State[] = [
  {
    name: 'every kind of field',
    open: async () => {
      await showDeal(dealView(everyValue, { customFields: everyType }));
      await showAllFields();
    },
  },
  {
    name: 'every kind of field, empty',
    open: async () => {
      await showDeal(dealView({ value: null, date_won: null }, { customFields: everyType }));
      await showAllFields();
    },
  },
  {
    name: 'every kind of field, locked',
    open: async () => {
      const customFields = everyType.map((field) => ({ ...field, editableWithRoles: ['role_admin'] }));
      await showDeal(dealView(everyValue, { customFields, opportunity: { valueFormatted: '$1,250,000' } }));
      await showAllFields();
    },
  },
  {
    name: 'every kind of field, changed',
    open: async () => {
      await showDeal(dealView(everyValue, { customFields: everyType }));
      await showAllFields();
      for (const [name, typed] of changedEntries) {
        await page.getByLabelText(name, { exact: true }).fill(typed);
      }
      await page.getByLabelText('Source').selectOptions('Web');
      await page.getByLabelText('Products', { exact: true }).selectOptions('Belts');
      await seen(/^\d+ changes: /);
    },
  },
  {
    name: 'every kind of field, invalid',
    open: async () => {
      const entries = {
        ...{ status_id: 'stat_gone', confidence: '120', value: 'a lot', date_won: '2026-02-30' },
        ...{ 'custom.cf_seats': 'many', 'custom.cf_date': '?', 'custom.cf_time': '?' },
        ...{ 'custom.cf_source': 'Pigeon', 'custom.cf_tags': ['Gone'] },
      };
      const deal = { opportunityId: '', organizationId: '', leadName: '' };
      const draft = { ...deal, base: {}, entries, unsent: {}, savedAt: 0 };
      await showDeal(dealView({}, { customFields: everyType, draft }));
      await showAllFields();
      await seen('Enter a date between 1900 and 2199.');
    },
  },
  {
    name: 'an open combobox',
    open: async () => {
      const choices = Array.from({ length: 300 }, (_none, index) => `Region ${index}`);
      const region = customField({ id: 'cf_region', name: 'Region', type: 'choices', choices });
      await showDeal(dealView({ 'custom.cf_region': 'Region 7' }, { customFields: [region] }));
      await page.getByRole('combobox', { name: 'Region' }).click();
      await seen('Region 9');
    },
  },
  {
    name: 'people who could not be loaded',
    open: async () => {
      const { background } = await showDeal();
      background.answer('users.list', () => failure({ kind: 'offline' }));
      await page.getByRole('combobox', { name: 'Owner' }).click();
      await expect.element(page.getByRole('listbox')).toBeVisible();
    },
  },
  {
    name: 'pinned fields',
    open: async () => {
      const pins = { pipe_sales: ['custom.cf_step', 'value', 'note'] };
      await showDeal(dealView(everyValue, { customFields: everyType, pins }));
      await showAllFields();
    },
  },
  {
    name: 'attachments',
    open: async () => {
      const files = ['offer.pdf', `${'a-very-long-name-'.repeat(6)}.pdf`].map((filename) =>
        encodeAttachment({ filename, url: 'https://files.example.com/a', content_type: 'application/pdf' }),
      );
      await showDeal(dealView({ attachments: files }));
      await showAllFields();
      await seen('offer.pdf');
    },
  },
  {
    name: 'entries that cannot be sent',
    open: async () => {
      await showDeal(dealView({}, { customFields: everyType }));
      await page.getByRole('textbox', { name: 'Value' }).fill('a lot');
      await page.getByRole('spinbutton').fill('120');
    },
  },
];
