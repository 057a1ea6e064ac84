import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showDeal } from '../harness/show.tsx';

const saves = [
  ['Ctrl Enter', '{Control>}{Enter}{/Control}'],
  ['⌘ Enter', '{Meta>}{Enter}{/Meta}'],
] as const;

describe('number keys', () => {
  it('choose the status with that number and save only it', async () => {
    const { background } = await showDeal();
    await userEvent.keyboard('3');
    await expect.element(page.getByRole('radio', { name: 'Proposal sent' })).toBeChecked();
    expect(background.patches()).toEqual([{ status_id: 'stat_proposal' }]);
  });

  it('open the dialog before marking a deal as won', async () => {
    const { background } = await showDeal();
    await userEvent.keyboard('4');
    await expect.element(page.getByRole('dialog', { name: 'Mark as Won' })).toBeVisible();
    expect(background.patches()).toEqual([]);
  });

  it.each(['9', '0', '{Control>}3{/Control}', '{Alt>}3{/Alt}'])('do nothing as %s', async (keys) => {
    const { background } = await showDeal();
    await userEvent.keyboard(keys);
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toBeChecked();
    expect(background.patches()).toEqual([]);
  });

  it.each(['Value', 'Confidence (%)', 'Next step'])('are text in the field %s', async (name) => {
    const { background } = await showDeal();
    const field = page.getByLabelText(name, { exact: true });
    await field.fill('');
    await userEvent.keyboard('34');
    await expect.element(field).toHaveValue('34');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(background.patches()).toEqual([]);
  });

  it('are text in a dialog, and do nothing on its buttons', async () => {
    const { background } = await showDeal();
    await page.getByRole('radio', { name: 'Won' }).click();
    const amount = page.getByRole('dialog').getByLabelText('Value');
    await amount.fill('');
    await userEvent.keyboard('123');
    await expect.element(amount).toHaveValue('123');
    page.getByRole('button', { name: 'Cancel' }).element().focus();
    await userEvent.keyboard('1');
    await expect.element(page.getByRole('dialog', { name: 'Mark as Won' })).toBeVisible();
    expect(background.patches()).toEqual([]);
  });
});

describe.each(saves)('%s', (_name, keys) => {
  it('saves the typed text from within the field', async () => {
    const { background } = await showDeal();
    await page.getByLabelText('Next step').fill('Call');
    await userEvent.keyboard(keys);
    await expect.element(page.getByRole('status')).toMatchTextContent('Next step: not set → Call');
    expect(background.patches()).toEqual([{ 'custom.cf_step': 'Call' }]);
  });

  it('saves from a radio button without choosing it', async () => {
    const { background } = await showDeal();
    await page.getByLabelText('Next step').fill('Call');
    page.getByRole('radio', { name: 'Qualified' }).element().focus();
    await userEvent.keyboard(keys);
    await expect.element(page.getByRole('status')).toMatchTextContent('Call');
    expect(background.patches()).toEqual([{ 'custom.cf_step': 'Call' }]);
  });

  it('does nothing without a draft', async () => {
    const { background } = await showDeal();
    await userEvent.keyboard(keys);
    await expect.element(page.getByRole('status')).toHaveTextContent('');
    expect(background.patches()).toEqual([]);
  });
});

describe('the key U', () => {
  it('undoes the last save', async () => {
    const { background } = await showDeal();
    await userEvent.keyboard('1');
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await userEvent.keyboard('u');
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toBeChecked();
    expect(background.asked('change.undo')).toHaveLength(1);
  });

  it('is text in a field, and does nothing before a save', async () => {
    const { background } = await showDeal();
    await userEvent.keyboard('u');
    await userEvent.keyboard('1');
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await page.getByLabelText('Next step').fill('');
    await userEvent.keyboard('u');
    await expect.element(page.getByLabelText('Next step')).toHaveValue('u');
    expect(background.asked('change.undo')).toEqual([]);
  });
});

it.each(['Discard', 'Save'])(
  'the keyboard still works after the button "%s" has disappeared',
  async (name) => {
    const { background } = await showDeal();
    await page.getByLabelText('Next step').fill('Call');
    await page.getByRole('button', { name }).click();
    await expect.element(page.getByRole('button', { name })).not.toBeInTheDocument();
    await userEvent.keyboard('1');
    await expect.element(page.getByRole('radio', { name: 'Qualified' })).toBeChecked();
    expect(background.patches().at(-1)).toEqual({ status_id: 'stat_qualified' });
  },
);

it('a digit after a click on the title of a dialog does nothing behind the dialog', async () => {
  const { background } = await showDeal();
  await page.getByRole('radio', { name: 'Won' }).click();
  await page.getByRole('heading', { name: 'Mark as Won' }).click();
  await userEvent.keyboard('1');
  await expect.element(page.getByRole('dialog', { name: 'Mark as Won' })).toBeVisible();
  expect(background.patches()).toEqual([]);
});
