import { expect } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { success } from '../../../lib/model/result.ts';
import { showDeal } from '../harness/show.tsx';
import type { State } from './field-states.tsx';

async function typeLine(line: string): Promise<void> {
  const { background } = await showDeal();
  const people = [
    { id: 'user_samlee', name: 'Sam Lee' },
    { id: 'user_samortiz', name: 'Sam Ortiz' },
  ];
  background.answer('users.list', () => success(people));
  await userEvent.keyboard('/');
  await page.getByLabelText('Type a change').fill(line);
}

/** States of the row that a change is typed into. */
export const lineStates: State[] = [
  {
    name: 'a line with nothing unclear',
    open: async () => {
      await typeLine('proposal 60% 12k next step: send the contract to everybody involved');
      await expect.element(page.getByRole('list', { name: 'Changes' })).toBeVisible();
    },
  },
  {
    name: 'a line with unknown words',
    open: async () => {
      await typeLine('60% sam flurb');
      await expect.element(page.getByRole('alert')).toBeVisible();
      await expect.element(page.getByRole('listbox', { name: 'Choices' })).toBeVisible();
      await userEvent.keyboard('{ArrowDown}');
    },
  },
];
