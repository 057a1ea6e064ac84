import { afterEach, describe, expect, it, vi } from 'vitest';
import { testClient } from '../samples/close-client.ts';

afterEach(() => vi.unstubAllGlobals());

async function rolesOf(field: Record<string, unknown>): Promise<string[] | undefined> {
  const schema = {
    fields: [{ id: 'cf_a', name: 'Owner', type: 'user', ...field }],
    object_type: 'opportunity',
  };
  vi.stubGlobal('fetch', async () => Response.json(schema));
  const [read] = await testClient().readCustomFields();
  return read?.editableWithRoles;
}

const association = (object_type: string, editable_with_roles?: string[]) => ({
  object_type,
  required: true,
  ...(editable_with_roles && { editable_with_roles }),
});

describe('the roles that may edit a custom field of a deal', () => {
  it('are those of an own field', async () => {
    expect(await rolesOf({ editable_with_roles: ['admin'] })).toEqual(['admin']);
  });

  it('are those that a shared field has on opportunities', async () => {
    const associations = [association('lead', []), association('opportunity', ['admin'])];
    expect(await rolesOf({ is_shared: true, associations })).toEqual(['admin']);
  });

  it.each([
    ['the field is shared with other things only', { associations: [association('lead', ['admin'])] }],
    ['the association names none', { associations: [association('opportunity')] }],
    ['there are no associations', { associations: null }],
    ['neither list is there', {}],
  ])('are left to Close where %s', async (_why, field) => {
    expect(await rolesOf(field)).toEqual([]);
  });
});
