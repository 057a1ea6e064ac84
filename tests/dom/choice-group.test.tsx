import axe from 'axe-core';
import { render } from 'preact';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ChoiceGroup } from '../../components/ChoiceGroup.tsx';

function renderGroup(onChoose: (id: string) => void): void {
  const choices = ['Discovery', 'Demo done', 'Negotiation'].map((name) => ({
    id: name,
    name,
    isChosen: name === 'Demo done',
    content: name,
  }));
  const group = <ChoiceGroup name="Status" className="steps" choices={choices} onChoose={onChoose} />;
  render(group, document.body);
}

const radio = (name: string) => page.getByRole('radio', { name });

test('takes the focus on the chosen one', async () => {
  renderGroup(() => {});
  await userEvent.tab();
  await expect.element(radio('Demo done')).toHaveFocus();
  await expect.element(radio('Demo done')).toBeChecked();
});

test.each([
  ['ArrowRight', 'Negotiation'],
  ['ArrowLeft', 'Discovery'],
  ['ArrowDown', 'Negotiation'],
  ['ArrowUp', 'Discovery'],
  ['Home', 'Discovery'],
  ['End', 'Negotiation'],
])('moves the focus by %s and chooses nothing', async (key, name) => {
  const onChoose = vi.fn();
  renderGroup(onChoose);
  await userEvent.tab();
  await userEvent.keyboard(`{${key}}`);
  await expect.element(radio(name)).toHaveFocus();
  expect(onChoose).not.toHaveBeenCalled();
});

test('goes on from the last to the first', async () => {
  renderGroup(() => {});
  await userEvent.tab();
  await userEvent.keyboard('{End}{ArrowRight}');
  await expect.element(radio('Discovery')).toHaveFocus();
});

test.each(['Enter', ' '])('chooses by the key "%s"', async (key) => {
  const onChoose = vi.fn();
  renderGroup(onChoose);
  await userEvent.tab();
  await userEvent.keyboard(`{ArrowRight}{${key}}`);
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('Negotiation');
});

test('chooses by a click', async () => {
  const onChoose = vi.fn();
  renderGroup(onChoose);
  await radio('Discovery').click();
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('Discovery');
});

test('breaks no rule of accessibility', async () => {
  renderGroup(() => {});
  const { violations } = await axe.run(document.querySelector('[role=radiogroup]') ?? document.body);
  expect(violations.map(({ id }) => id)).toEqual([]);
});
