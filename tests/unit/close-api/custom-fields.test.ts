import { afterEach, describe, expect, it, vi } from 'vitest';
import { testClient } from '../samples/close-client.ts';

afterEach(() => vi.unstubAllGlobals());

async function rolesOf(field: Record<string, unknown>): Promise<string[] | undefined> {
  const schema = {
    fields: [{ id: 'cf_a', name: 'Owner', type: 'user', ...field }],
    object_type: 'opportunity',
  };
  vi.stubGlobal('fetch', async () => Response.json(schema));
  const [customField] = await testClient().readCustomFields();
  return customField?.editableWithRoles;
}

const association = (object_type: string, editable_with_roles?: string[]) => ({
  object_type,
  required: true,
  ...(editable_with_roles && { editable_with_roles }),
});

describe('editableWithRoles of a custom field', () => {
  it('are the roles of an unshared field', async () => {
    expect(await rolesOf({ editable_with_roles: ['admin'] })).toEqual(['admin']);
  });

  it('are the roles of the opportunity association of a shared field', async () => {
    const associations = [association('lead', []), association('opportunity', ['admin'])];
    expect(await rolesOf({ is_shared: true, associations })).toEqual(['admin']);
  });

  it.each([
    [
      'a shared field is not associated with opportunities',
      { associations: [association('lead', ['admin'])] },
    ],
    ['the association has no roles', { associations: [association('opportunity')] }],
    ['associations are null', { associations: null }],
    ['both lists are missing', {}],
  ])('are empty if %s', async (_why, field) => {
    expect(await rolesOf(field)).toEqual([]);
  });
});

it.each([
  [
    ['Arms', 'Belts', 'Arms'],
    ['Arms', 'Belts'],
  ],
  [
    ['Arms', 'Arms ', ' Arms'],
    ['Arms', 'Arms ', ' Arms'],
  ],
  [['Arms, Belts', 'Arms, Belts'], ['Arms, Belts']],
  [null, []],
])('the choices %j are offered once each, as Close has them', async (choices, expected) => {
  const schema = {
    fields: [{ id: 'cf_a', name: 'Tags', type: 'choices', choices }],
    object_type: 'opportunity',
  };
  vi.stubGlobal('fetch', async () => Response.json(schema));
  const [customField] = await testClient().readCustomFields();
  expect(customField?.choices).toEqual(expected);
});
