import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { ClosingReasonsSection } from '../../../components/options/ClosingReasonsSection.tsx';
import type { OrganizationReasons } from '../../../lib/options/closing-reasons.ts';
import { show } from '../harness/show.tsx';
import { customField } from '../samples/deals.ts';

const customFields = [
  customField({ id: 'cf_why', name: 'Win reason', type: 'choices' }),
  customField({ id: 'cf_seats', name: 'Seats', type: 'number' }),
  customField({ id: 'cf_note', name: 'What we learned', type: 'textarea' }),
];
const won = page.getByLabelText('Field when won');

function showSection(chosen = { won: '', lost: '' }) {
  const organizations = signal<OrganizationReasons[] | null>(null);
  const calls = { onOpen: vi.fn(), onChoose: vi.fn() };
  show(
    <ClosingReasonsSection
      organizations={organizations}
      message={signal('')}
      locked={signal([])}
      {...calls}
    />,
    'options',
  );
  const read = () => {
    organizations.value = [{ organizationId: 'orga_a', organizationName: 'Northwind', customFields, chosen }];
  };
  return { ...calls, read };
}

async function openSection(chosen?: { won: string; lost: string }) {
  const shown = showSection(chosen);
  await page.getByText('Win and loss reasons').click();
  shown.read();
  await expect.element(won).toBeVisible();
  return shown;
}

it('loads the fields only when the section is opened', async () => {
  const { onOpen } = showSection();
  expect(onOpen).not.toHaveBeenCalled();
  await page.getByText('Win and loss reasons').click();
  await expect.element(page.getByRole('status')).toMatchTextContent('Loading fields…');
  expect(onOpen).toHaveBeenCalledOnce();
});

it('offers the fields suitable for a reason, and "None"', async () => {
  await openSection();
  const offered = won.getByRole('option').elements();
  expect(offered.map(({ textContent }) => textContent)).toEqual(['None', 'Win reason', 'What we learned']);
});

it('passes the organization, the outcome and the chosen field', async () => {
  const { onChoose } = await openSection({ won: '', lost: 'cf_note' });
  await won.selectOptions('Win reason');
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('orga_a', 'won', 'cf_why');
});

it('shows that a chosen field was deleted, so that it can be replaced', async () => {
  await openSection({ won: 'cf_gone', lost: '' });
  await expect.element(won).toHaveValue('cf_gone');
  await expect.element(won).toMatchTextContent('Deleted field');
});
