import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { sampleOperation } from '../../unit/samples/deal.ts';
import { showDeal, showEditor } from '../harness/show.tsx';
import { customField, dealView, salesPipeline } from '../samples/deals.ts';
import { backgroundOf, deals, lead } from '../samples/editors.ts';

const names = [
  { kind: 'markup', name: '<img src=x onerror="document.title=\'owned\'"><b>Ltd</b>' },
  { kind: 'a script', name: "</bdi><script>document.title='owned'</script>" },
  { kind: 'an entity', name: '&lt;Marlow&gt; &amp; Sons' },
  { kind: 'Arabic', name: 'شركة مارلو 2026 (ABC)' },
  { kind: 'a direction override', name: '\u202egnp.exe Marlow' },
  { kind: 'a very long text', name: `Marlow${'x'.repeat(300)}` },
];

/** Checks that a name is shown as plain text in its own direction. Returns the elements that show it. */
function expectPlain(name: string) {
  const places = [...document.querySelectorAll('main :is(bdi, h1)')].filter(({ textContent }) =>
    textContent.includes(name),
  );
  expect(places).not.toEqual([]);
  expect(document.querySelector('main :is(img, script, bdi b)')).toBeNull();
  expect(document.title).toBe('Quick Edit for Close');
  return places;
}

describe.each(names)('a name with $kind', ({ name }) => {
  it('is plain text as the lead name', async () => {
    await showDeal(dealView({}, { opportunity: { leadName: name } }));
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent(name.trim());
    expectPlain(name);
  });

  it('is plain text in a list of deals, as lead and owner', async () => {
    const background = backgroundOf(
      { references: [lead] },
      deals(2, {}, { leadName: name, ownerName: name }),
    );
    const { editor } = showEditor(background);
    await editor.open();
    await expect.element(page.getByRole('list', { name: 'Opportunities' })).toBeVisible();
    expect(expectPlain(name)).toHaveLength(3);
  });

  it('is plain text as field, stored value, choice and status', async () => {
    const [, ...statuses] = salesPipeline.statuses;
    await showDeal(
      dealView(
        { 'custom.cf_tags': [name] },
        {
          customFields: [customField({ id: 'cf_tags', name, type: 'choices', isMultiple: true })],
          pipelines: [
            { ...salesPipeline, statuses: [{ id: 'stat_x', label: name, type: 'active' }, ...statuses] },
          ],
        },
      ),
    );
    await expect.element(page.getByLabelText(name, { exact: true }).first()).toBeVisible();
    expect(expectPlain(name)).toHaveLength(3);
  });

  it('is plain text in the message after a save', async () => {
    await showDeal(dealView({}, { customFields: [customField({ name })] }));
    await page.getByRole('textbox', { name }).fill(name);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.element(page.getByRole('status')).toMatchTextContent('Not set → ');
    expect(expectPlain(name).some((each) => each.closest('[role=status]'))).toBe(true);
  });

  it('is plain text in a conflict, as field, value and user', async () => {
    const pending = sampleOperation(
      {},
      { 'custom.cf_step': name },
      {
        ...{ state: 'conflict', changedBy: name, changedAt: new Date().toISOString() },
        conflicts: [{ field: 'custom.cf_step', base: null, mine: name, theirs: 'Call' }],
      },
    );
    await showDeal(dealView({}, { pending, customFields: [customField({ name })] }));
    const dialog = page.getByRole('dialog', { name: 'Changed in Close' });
    await expect.element(dialog).toMatchTextContent(`\u2068${name}\u2069`);
    expectPlain(name);
  });
});
