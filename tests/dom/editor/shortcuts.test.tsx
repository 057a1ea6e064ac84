import { render } from 'preact';
import { describe, expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DealScreen } from '../../../components/editor/DealScreen.tsx';
import { openSurface } from '../../../components/ui/surface.tsx';
import { createDealEditor } from '../../../lib/editor/deal-editor.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { scriptedBackground } from '../harness/scripted-background.ts';
import { recordedActions, showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

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
    await expect.element(page.getByRole('status')).toMatchTextContent('Next step: Not set → Call');
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

describe('without single-key shortcuts', () => {
  const withoutKeys = () =>
    showDeal(dealView({}, { preferences: { ...defaultPreferences, usesSingleKeys: false } }));

  it('digits change nothing, and no pill shows one', async () => {
    const { background } = await withoutKeys();
    await userEvent.keyboard('3');
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toBeChecked();
    expect(background.patches()).toEqual([]);
    expect(document.querySelector('.step i')).toBeNull();
  });

  it('U undoes nothing, and the button does', async () => {
    const { background } = await withoutKeys();
    await page.getByRole('radio', { name: '90%' }).click();
    const undo = page.getByRole('button', { name: 'Undo' });
    await expect.element(undo).toMatchTextContent(/^Undo$/);
    await userEvent.keyboard('u');
    await expect.element(undo).toBeVisible();
    expect(background.asked('change.undo')).toEqual([]);
  });
});

describe('while an input method composes text', () => {
  const press = (element: Element, key: string, more: KeyboardEventInit = {}) =>
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true, ...more }),
    );

  async function showInSurface() {
    const app = document.createElement('main');
    app.id = 'app';
    document.body.replaceChildren(app);
    onTestFinished(() => render(null, app));
    const background = scriptedBackground(dealView());
    const deal = createDealEditor(dealView(), () => null, { ask: background.ask });
    openSurface('popup').show(<DealScreen deal={deal} actions={recordedActions()} />);
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toHaveFocus();
    return background;
  }

  it('Enter and Escape leave a list as it is', async () => {
    await showInSurface();
    const owner = page.getByRole('combobox', { name: 'Owner' });
    await owner.click();
    await expect.element(owner).toHaveAttribute('aria-expanded', 'true');
    press(owner.element(), 'Enter');
    press(owner.element(), 'Escape');
    await expect.element(owner).toHaveAttribute('aria-expanded', 'true');
  });

  it.each([
    ['Enter', { ctrlKey: true }],
    ['3', {}],
    ['u', {}],
  ])('%s saves nothing', async (key, more) => {
    const background = await showInSurface();
    await page.getByLabelText('Next step').fill('Call');
    press(page.getByLabelText('Next step').element(), key, more);
    press(page.getByRole('radio', { name: 'Demo done' }).element(), key, more);
    await expect.element(page.getByRole('button', { name: 'Save' })).toBeEnabled();
    expect(background.patches()).toEqual([]);
  });
});
