import { describe, expect, it } from 'vitest';
import { type Locator, page } from 'vitest/browser';
import type { CustomField } from '../../../lib/model/custom-field.ts';
import type { FieldValue } from '../../../lib/model/field-value.ts';
import { showAllFields, showDeal } from '../harness/show.tsx';
import { customField, dealView } from '../samples/deals.ts';

type Case = {
  kind: string;
  name: string;
  key: string;
  field?: CustomField;
  /** The value in Close, and how the field shows it. */
  stored: FieldValue;
  shown: string;
  enter(control: Locator): Promise<void>;
  sent: FieldValue;
  clear?(control: Locator): Promise<void>;
  /** The value sent for a cleared field. */
  cleared?: FieldValue;
};

const fill = (typed: string) => (control: Locator) => control.fill(typed);
const pick = (name: string) => (control: Locator) => control.selectOptions(name);
const custom = (type: string, more: Partial<CustomField> = {}) => ({
  ...{ kind: type, name: 'Next step', key: 'custom.cf_step' },
  field: customField({ type, ...more }),
  clear: fill(''),
  cleared: null,
});

const cases: Case[] = [
  {
    ...custom('text'),
    stored: 'Send offer',
    shown: 'Send offer',
    enter: fill('Call back'),
    sent: 'Call back',
  },
  {
    ...{ ...custom('text'), kind: 'text with line breaks', stored: 'One\r\nTwo', shown: 'One\nTwo' },
    ...{ enter: fill('A\nB'), sent: 'A\nB' },
  },
  { ...custom('textarea'), stored: 'One\nTwo', shown: 'One\nTwo', enter: fill('A\nB'), sent: 'A\nB' },
  { ...custom('number'), stored: 12.5, shown: '12.5', enter: fill('1,250.75'), sent: 1250.75 },
  {
    ...custom('date'),
    ...{ stored: '2026-12-24', shown: '2026-12-24', enter: fill('2027-01-31'), sent: '2027-01-31' },
  },
  {
    ...custom('datetime'),
    ...{ stored: new Date('2026-12-24T15:30').toISOString(), shown: '2026-12-24T15:30' },
    ...{ enter: fill('2027-01-31T08:05'), sent: new Date('2027-01-31T08:05').toISOString() },
  },
  {
    ...custom('choices', { choices: ['Referral', ' Web – été', 'Yes'] }),
    ...{ stored: 'Referral', shown: 'Referral', enter: pick('Yes'), sent: 'Yes', clear: pick('Not set') },
  },
  {
    ...{ kind: 'amount', name: 'Value', key: 'value', stored: 123_456, shown: '1,234.56' },
    ...{ enter: fill('12.5k'), sent: 1_250_000, clear: fill(''), cleared: 0 },
  },
  {
    ...{ kind: 'percent', name: 'Confidence (%)', key: 'confidence', stored: 60, shown: '60' },
    ...{ enter: fill('65 %'), sent: 65 },
  },
  {
    ...{ kind: 'period', name: 'Value period', key: 'value_period', stored: 'monthly', shown: 'monthly' },
    ...{ enter: pick('annual'), sent: 'annual' },
  },
  {
    ...{ kind: 'estimated close', name: 'Estimated close', key: 'date_won' },
    ...{ stored: '2026-12-31T22:00:00+00:00', shown: '2026-12-31' },
    ...{ enter: fill('2027-01-31'), sent: '2027-01-31', clear: fill(''), cleared: null },
  },
  {
    ...{ kind: 'note', name: 'Note', key: 'note', stored: 'Met at the fair', shown: 'Met at the fair' },
    ...{ enter: fill('Met in May'), sent: 'Met in May', clear: fill(''), cleared: '' },
  },
];

async function showField({ name, key, field }: Case, value: FieldValue) {
  const view = dealView({ [key]: value }, { customFields: field ? [field] : [] });
  const shown = await showDeal(view);
  await showAllFields();
  return { ...shown, control: page.getByLabelText(name) };
}

const save = () => page.getByRole('button', { name: 'Save' }).click();
const draftBar = () => page.getByRole('button', { name: 'Discard' });

describe.each(cases)('a field of type $kind', (each) => {
  it('is empty if nothing is stored', async () => {
    const { control } = await showField(each, null);
    await expect.element(control).toHaveValue('');
    await expect.element(draftBar()).not.toBeInTheDocument();
  });

  it('shows the stored value as unchanged', async () => {
    const { control } = await showField(each, each.stored);
    await expect.element(control).toHaveValue(each.shown);
    await expect.element(control).not.toBeInvalid();
    await expect.element(draftBar()).not.toBeInTheDocument();
  });

  it('sends only the entered value', async () => {
    const { background, control } = await showField(each, each.stored);
    await each.enter(control);
    await expect.element(page.getByText(/^1 change: /)).toBeVisible();
    expect(background.patches()).toEqual([]);
    await save();
    expect(background.patches()).toEqual([{ [each.key]: each.sent }]);
    expect(background.asked('deal.save')[0]?.base).toEqual({ [each.key]: each.stored });
  });

  it('is unchanged once the stored value is entered again', async () => {
    const { background, control } = await showField(each, each.stored);
    await each.enter(control);
    await (control.element().tagName === 'SELECT'
      ? control.selectOptions(each.shown)
      : control.fill(each.shown));
    await expect.element(draftBar()).not.toBeInTheDocument();
    expect(background.asked('draft.remove')).not.toEqual([]);
  });
});

describe.each(cases.filter(({ clear }) => clear))('a field of type $kind', (each) => {
  it('can be cleared', async () => {
    const { background, control } = await showField(each, each.stored);
    await each.clear?.(control);
    await save();
    expect(background.patches()).toEqual([{ [each.key]: each.cleared }]);
  });
});
